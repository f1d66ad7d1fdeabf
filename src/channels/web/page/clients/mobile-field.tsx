import Button from 'antd/es/button';
import { useEffect, useState } from 'react';
import { call, Refused } from '../service/api.ts';

const shownMs = 30_000;

interface MobileFieldProps {
  readonly clientId: string;
  /** What stands there as long as nobody asked. */
  readonly masked: string;
}

/** A masked mobile; a press shows it for half a minute, and is logged by the service. */
export function MobileField({ clientId, masked }: MobileFieldProps) {
  const [mobile, setMobile] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (mobile === null) return;
    const timer = setTimeout(() => setMobile(null), shownMs);
    return () => clearTimeout(timer);
  }, [mobile]);
  const reveal = () => {
    setProblem(null);
    call<{ mobile: string | null }>('POST', `/clients/${encodeURIComponent(clientId)}/mobile`)
      .then((found) => setMobile(found.mobile ?? '没有登记'))
      .catch((error: unknown) =>
        setProblem(error instanceof Refused ? error.message : '网络断开了，请再试。'),
      );
  };
  if (mobile !== null) {
    return (
      <span className="mobile">
        <span role="status">{mobile}</span>
        <Button type="link" size="small" onClick={() => setMobile(null)}>
          隐去
        </Button>
      </span>
    );
  }
  return (
    <span className="mobile">
      {masked}
      <Button type="link" size="small" onClick={reveal}>
        显示（留痕）
      </Button>
      {problem !== null && <span role="alert">{problem}</span>}
    </span>
  );
}
