import { SignIn } from './session/sign-in.tsx';
import { useSession } from './session/use-session.ts';
import { Workspace } from './workspace.tsx';

export function App() {
  const session = useSession();
  switch (session.state) {
    case 'opening':
      return <p className="opening">归巢正在打开…</p>;
    case 'signed-out':
      return <SignIn offer={session.offer} problem={session.problem} onSignIn={session.signIn} />;
    case 'unreachable':
      return (
        <p className="opening" role="alert">
          连不上归巢的服务，正在重试…请确认它在运行。
        </p>
      );
    case 'signed-in':
      return <Workspace me={session.me} onSignedOut={session.expire} onSignOut={session.signOut} />;
  }
}
