import { type Erased, type ErasureRequest, erase } from '../app/upkeep.ts';
import { readConfig } from '../config.ts';
import { GuichaoError } from '../domain/errors.ts';
import { print } from './print.ts';

interface EraseOptions {
  readonly client?: string;
  readonly employee?: string;
  readonly as: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

function subjectOf({ client, employee }: EraseOptions): ErasureRequest['of'] {
  if (client !== undefined && employee === undefined) return { client };
  if (employee !== undefined && client === undefined) return { employee };
  throw new GuichaoError('usage', '请写明抹除谁：--client 客户号，或 --employee 工号，只写一个。');
}

function tell({ counts, namesakes, cleared }: Erased, forGood: boolean): void {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  const list = parts.map(([name, count]) => `${name} ${count}`).join('、') || '没有找到内容';
  print(`${forGood ? '已抹除' : '会抹除'}：${list}。`);
  if (namesakes > 0) {
    print(`还有 ${namesakes} 位客户的姓名包含同样的字，别人记录里的这个姓名没有动，请人工看一遍。`);
  }
  if (!forGood) {
    print('什么都还没有改。确认后加 --yes 执行，不能撤回。');
    return;
  }
  if (cleared === false) {
    print('服务正忙，数据文件里可能还有旧页；请稍后再执行一次同样的命令。');
  }
  print(
    '旧备份和 before-restore 目录里还有，到期请一并删除；银行下发的文件里也要去掉，否则下次导入又会回来。',
  );
}

/** `erase`: one client or one employee who has left. */
export async function eraseOne(options: EraseOptions): Promise<void> {
  const forGood = options.yes === true;
  const done = await erase(readConfig(), { of: subjectOf(options), by: options.as, forGood });
  if (options.json) print(JSON.stringify({ erased: forGood, ...done }));
  else tell(done, forGood);
  if (done.cleared === false) process.exitCode = 1;
}
