import type { Signal } from './signal.ts';
import { a1 } from './signals/a1.ts';
import { h1 } from './signals/h1.ts';
import { h2 } from './signals/h2.ts';
import { h3 } from './signals/h3.ts';
import { i1 } from './signals/i1.ts';
import { l1 } from './signals/l1.ts';
import { m1 } from './signals/m1.ts';
import { m2 } from './signals/m2.ts';
import { p1 } from './signals/p1.ts';
import { p2 } from './signals/p2.ts';
import { p3 } from './signals/p3.ts';
import { p4 } from './signals/p4.ts';
import { s1 } from './signals/s1.ts';
import { s2a } from './signals/s2a.ts';
import { s2b } from './signals/s2b.ts';
import { s3 } from './signals/s3.ts';
import { s4 } from './signals/s4.ts';
import { s5 } from './signals/s5.ts';
import { s6 } from './signals/s6.ts';
import { s7 } from './signals/s7.ts';
import { u1 } from './signals/u1.ts';

/** All signals in the contract's order. */
export const signals: readonly Signal[] = [
  s1,
  s2a,
  s2b,
  s3,
  s4,
  s5,
  s6,
  s7,
  h1,
  h2,
  h3,
  m1,
  m2,
  l1,
  u1,
  i1,
  a1,
  p1,
  p2,
  p3,
  p4,
];
