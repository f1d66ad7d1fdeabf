import { openState } from '../app/state.ts';
import { linkLifetimeMinutes, makeLoginLink } from '../channels/web/make-login-link.ts';
import { readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import { print } from './print.ts';

/** `login-link --as EMPLOYEE`: prints a link that signs one person in, once. */
export async function loginLink(options: { as: string; json?: boolean }): Promise<void> {
  const config = readConfig();
  const state = await openState(config);
  try {
    if (config.login === 'proxy') {
      const advice = '员工从行内门户进入即可；要改用链接，请设 GUICHAO_LOGIN=link 后重启服务。';
      throw new GuichaoError('settings', `现在由代理登录，用不上登录链接。${advice}`);
    }
    const employee = await state.employees.find(options.as);
    if (!employee) {
      throw new GuichaoError('usage', `没有工号为 ${options.as} 的员工，请检查 --as。`);
    }
    const address = config.publicUrl?.href ?? `http://${config.host}:${config.port}`;
    const link = await makeLoginLink(employee.employeeId, address, state.sessions);
    if (options.json) print(JSON.stringify({ link, expiresInMinutes: linkLifetimeMinutes }));
    else {
      print(link);
      process.stderr.write(
        `给 ${employee.name}（工号 ${employee.employeeId}）本人打开，只能用一次，${linkLifetimeMinutes} 分钟内有效。\n`,
      );
    }
  } finally {
    await state.close();
  }
}
