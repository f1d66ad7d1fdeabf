/** Makes a value when it is first asked for, and keeps it. */
export function once<T, Given extends unknown[]>(
  make: (...given: Given) => T,
): (...given: Given) => T {
  let made: { readonly value: T } | null = null;
  return (...given) => {
    made ??= { value: make(...given) };
    return made.value;
  };
}
