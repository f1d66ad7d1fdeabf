/** A bird coming in over its nest. */
export function BrandMark({ size }: { readonly size: number }) {
  return (
    <svg
      className="brand-mark"
      width={size}
      height={size}
      viewBox="0 0 48 48"
      fill="none"
      aria-hidden="true"
    >
      <path
        className="nest"
        d="M9.5 28.5c2.500 6.400 8 10 14.500 10s12-3.600 14.500-10M14.500 29.500c2.200 3.200 5.500 5 9.500 5s7.300-1.800 9.500-5"
      />
      <path
        className="bird"
        d="M39.500 9.500c-6.200.4-10.700 2.800-13.300 7.100-4-1.500-8.600-1-13.700 1.500 4.600.3 8.100 1.600 10.500 4-.5 2.300-.3 4.700.6 7.100 1.300-2.500 3-4.400 5.300-5.600 4.500-2.500 6.100-6.700 6.200-11.300z"
      />
    </svg>
  );
}
