const shapes = {
  menu: 'M4 7h16M4 12h16M4 17h10',
  plus: 'M12 5v14M5 12h14',
  send: 'M12 19V6M6 11.500 12 5.500l6 6',
  stop: 'M8 8h8v8H8z',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  check: 'M5 12.500 10 17.500 19 7.500',
  up: 'M7 11v9H4v-9zM7 11l4-7c1.700 0 2.600 1.200 2.200 2.800L12.500 10H18c1.300 0 2.200 1.100 1.900 2.400l-1.400 6c-.2 1-1 1.600-2 1.600H7',
  down: 'M7 13V4H4v9zM7 13l4 7c1.700 0 2.600-1.200 2.200-2.800L12.500 14H18c1.300 0 2.200-1.100 1.900-2.400l-1.400-6c-.2-1-1-1.600-2-1.600H7',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  moon: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z',
  trash: 'M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7',
  pencil: 'M5 19l.8-3.800L15.500 5.500l3 3L8.800 18.200zM13.500 7.500l3 3',
  close: 'M6 6l12 12M18 6 6 18',
  leave: 'M10 5H5v14h5M14 8l4 4-4 4M18 12H9.500',
} as const;

export type IconName = keyof typeof shapes;

/** A line icon; what it means is said by the control it stands in. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
