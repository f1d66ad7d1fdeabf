import { useEffect, useState } from 'react';
import { call } from '../service/api.ts';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly value: T };

/** What the service tells at an address, asked when it is first shown. */
export function useBoard<T>(path: string): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  useEffect(() => {
    let gone = false;
    call<T>('GET', path).then(
      (value) => gone || setLoaded({ state: 'ready', value }),
      (error: Error) => gone || setLoaded({ state: 'failed', message: error.message }),
    );
    return () => {
      gone = true;
    };
  }, [path]);
  return loaded;
}
