import Button from 'antd/es/button';
import { useState } from 'react';
import type { WireSignIn } from '../../wire.ts';
import { BrandMark } from '../look/brand-mark.tsx';
import { roleTitle } from './role-title.ts';
import type { SignInWith } from './use-session.ts';

interface SignInProps {
  readonly offer: WireSignIn;
  readonly problem: string | null;
  readonly onSignIn: (how: SignInWith) => Promise<void>;
}

const explanations = {
  demo: '这里只有演示数据，选一位进去看看。',
  link: '请用管理员发给您的一次性链接打开这个页面。',
  proxy: '请从行内统一登录入口进入。',
} as const;

export function SignIn({ offer, problem, onSignIn }: SignInProps) {
  const [busy, setBusy] = useState(false);
  const choose = async (employeeId: string) => {
    setBusy(true);
    await onSignIn({ employeeId });
    setBusy(false);
  };
  return (
    <main className="sign-in">
      <BrandMark size={72} />
      <h1>归巢</h1>
      <p className="lead">要走的客户，请回来；没走的，照看好。</p>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p>{explanations[offer.login]}</p>
      {offer.employees.length > 0 && (
        <ul className="employees" aria-label="选择身份">
          {offer.employees.map(({ employeeId, name, branch, role }) => (
            <li key={employeeId}>
              <Button block size="large" disabled={busy} onClick={() => void choose(employeeId)}>
                <span className="who">{name}</span>
                <span className="what">
                  {branch} · {roleTitle[role]}
                </span>
                <span className="number">{employeeId}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {offer.login === 'demo' && <p className="tag">演示数据</p>}
    </main>
  );
}
