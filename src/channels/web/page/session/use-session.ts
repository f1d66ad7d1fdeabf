import { useCallback, useEffect, useState } from 'react';
import type { WireMe, WireSignIn } from '../../wire.ts';
import { call, Refused, Unreachable } from '../service/api.ts';

type SessionState =
  | { readonly state: 'opening' }
  | { readonly state: 'unreachable' }
  | { readonly state: 'signed-out'; readonly offer: WireSignIn; readonly problem: string | null }
  | { readonly state: 'signed-in'; readonly me: WireMe };

export type SignInWith = { readonly employeeId: string } | { readonly link: string };

const retryAfterMs = 2000;

/** A one-time link's token stands behind `#`; it is taken out of the address at once. */
function linkInAddress(): string | null {
  const token = /^#login=(.+)$/.exec(location.hash)?.[1] ?? null;
  if (token !== null) history.replaceState(null, '', location.pathname);
  return token;
}

/** Who is signed in, and the ways in and out. */
export function useSession() {
  const [session, setSession] = useState<SessionState>({ state: 'opening' });

  const offerSignIn = useCallback(async (problem: string | null) => {
    const offer = await call<WireSignIn>('GET', '/sign-in');
    setSession({ state: 'signed-out', offer, problem });
  }, []);

  const look = useCallback(
    async (problem: string | null = null) => {
      try {
        setSession({ state: 'signed-in', me: await call<WireMe>('GET', '/me') });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await offerSignIn(problem);
      }
    },
    [offerSignIn],
  );

  const signIn = useCallback(
    async (how: SignInWith) => {
      try {
        await call('POST', '/session', how);
        await look();
      } catch (error) {
        await offerSignIn(error instanceof Refused ? error.message : '连不上服务，请稍后再试。');
      }
    },
    [look, offerSignIn],
  );

  useEffect(() => {
    const link = linkInAddress();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = async () => {
      try {
        await (link === null ? look() : signIn({ link }));
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        setSession({ state: 'unreachable' });
        timer = setTimeout(open, retryAfterMs);
      }
    };
    void open();
    return () => clearTimeout(timer);
  }, [look, signIn]);

  const expire = useCallback(() => void look('登录已过期，请重新登录。'), [look]);
  const signOut = useCallback(async () => {
    await call('DELETE', '/session').catch(() => undefined);
    history.replaceState(null, '', '/');
    await offerSignIn(null);
  }, [offerSignIn]);

  return { ...session, signIn, expire, signOut };
}
