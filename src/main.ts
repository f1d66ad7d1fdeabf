#!/usr/bin/env node

import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

import { Command, CommanderError } from 'commander';
import { describeFailure } from './commands/describe-failure.ts';
import { GuichaoError } from './domain/errors.ts';

// What was compiled once is read from here the next time: a fifth of a cold start. Where nobody may
// write it goes on without.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'guichao'));

const program = new Command('guichao')
  .description('归巢：银行客户经理的聊天助手')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .showHelpAfterError('用 --help 查看用法。');

// Each command's code is imported when it runs, so that a short one starts fast.
program
  .command('start')
  .description('启动服务和网页；在终端里还直接打开对话')
  .action(async () => (await import('./commands/start.ts')).start());

program
  .command('ask')
  .description('问一个问题')
  .argument('[text]', '问题')
  .option('--as <employee>', '以哪位员工的身份')
  .option('--client <client>', '谈的是哪位客户')
  .option('--conversation <id>', '接着哪一段对话')
  .option('--batch <file>', '每行一个 {id, text} 的 JSONL 文件')
  .option('--json', '输出 JSON')
  .action(async (text, options) => (await import('./commands/ask.ts')).ask(text, options));

program
  .command('search')
  .description('只检索，给出每部分得分')
  .argument('[query]', '要找的话')
  .option('--k <number>', '给出几条', '10')
  .option('--knowledge <dir>', '改为检索另一个 Markdown 目录')
  .option('--batch <file>', '每行一个 {id, query} 的 JSONL 文件')
  .option('--json', '输出 JSON')
  .action(async (query, options) => (await import('./commands/search.ts')).search(query, options));

program
  .command('check')
  .description('检查一条给客户的消息（标准输入的 JSON）能不能发')
  .option('--batch <file>', '每行一条消息的 JSONL 文件')
  .option('--now <date>', '以哪一天为今天，例如 2026-11-24')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/check.ts')).check(options));

program
  .command('draft')
  .description('给一位客户起草一条短信、企业微信或电话开场，带规则检查')
  .option('--client <client>', '客户号或姓名')
  .option('--purpose <purpose>', '目的，例如 maturity-reminder')
  .option('--channel <channel>', 'sms、wechat 或 call')
  .option('--product <id>', '产品号（产品介绍时写）')
  .option('--note <text>', '想加的一句话；活动邀请写活动的时间、地点和内容')
  .option('--as <employee>', '以哪位员工的身份')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/draft.ts')).draft(options));

program
  .command('knowledge')
  .description('检查、建索引、试评、发布知识库，或列出没答上来的问题')
  .argument('<action>', 'check、build、test、publish 或 gaps')
  .option('--json', '输出 JSON')
  .action(async (action, options) =>
    (await import('./commands/knowledge.ts')).knowledge(action, options),
  );

program
  .command('login-link')
  .description('生成一次性的网页登录链接')
  .requiredOption('--as <employee>', '给哪位员工（工号）')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/login-link.ts')).loginLink(options));

program
  .command('eval')
  .description('用项目自己的题库评测，出一张表')
  .option(
    '--set <name>',
    '只跑一套：playbooks、objections、intents、dialogues、practice 或 compliance',
  )
  .option('--misses <half>', '列出没答好的题：tuning 或 unseen')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/evaluate.ts')).evaluate(options));

program
  .command('import')
  .description('从 CSV 目录导入客户账簿：要么全部导入，要么一行不动')
  .argument('<dir>', '放 CSV 文件的目录')
  .option('--dry-run', '只检查，不导入')
  .option('--encoding <name>', '文件编码：utf-8 或 gb18030', 'utf-8')
  .option('--mapping <file>', '本行文件与标准格式的对照（YAML）')
  .option('--skip-bad-rows', '跳过有错的行，另存为 *.rejected.csv，其余照常导入')
  .option('--json', '输出 JSON')
  .action(async (dir, options) =>
    (await import('./commands/import-book.ts')).importBook(dir, options),
  );

program
  .command('clients')
  .description('查名下客户；不写词就列出全部')
  .argument('[text]', '姓名、客户号、手机尾号、拼音，或“三个月没联系的”这样的条件')
  .option('--as <employee>', '以哪位员工的身份')
  .option('--json', '输出 JSON')
  .option('--export <file>', '把名单存成 CSV（主管和支行长）')
  .option('--reveal-mobile', '看一位客户的完整手机号，会留痕')
  .action(async (text, options) => (await import('./commands/clients.ts')).clients(text, options));

program
  .command('scan')
  .description('扫描一天的流失信号，并据此更新预警')
  .option('--date <date>', '哪一天（YYYY-MM-DD），默认业务日期')
  .option('--hits', '逐条列出每位客户命中的信号（JSON 行），不改变任何东西')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/scan.ts')).scan(options));

program
  .command('alerts')
  .description('看名下还没结束的流失预警')
  .option('--as <employee>', '以哪位员工的身份')
  .option('--date <date>', '看哪一天的（YYYY-MM-DD），默认业务日期')
  .option('--why <client>', '这位客户为什么报警，或为什么没有')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/alerts.ts')).alerts(options));

program
  .command('worklist')
  .description('今天该约见、通话、发消息的客户，每位都说为什么是今天')
  .option('--as <employee>', '以哪位员工的身份')
  .option('--date <date>', '哪一天（YYYY-MM-DD），默认业务日期')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/worklist.ts')).printWorklist(options));

program
  .command('backtest')
  .description('用账簿自己的历史回看每个信号：命中占比、命中后流失、提升倍数、提前天数')
  .requiredOption('--from <date>', '从哪一天（YYYY-MM-DD）')
  .requiredOption('--to <date>', '到哪一天（YYYY-MM-DD）')
  .option('--thresholds <file>', '改过的 signals.yaml：比较这段日子里预警会多出还是少掉多少')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/backtest.ts')).backtest(options));

program
  .command('demo')
  .description('写一份合成的演示账簿（CSV），同样的种子得到同样的内容')
  .requiredOption('--to <dir>', '写到哪个目录')
  .option('--clients <number>', '客户数，最多 1000000', '600')
  .option('--seed <number>', '种子', '1')
  .option('--until <date>', '数据截至哪一天（YYYY-MM-DD），默认业务日期的前一天')
  .action(async (options) => (await import('./commands/demo.ts')).demo(options));

program
  .command('backup')
  .description('备份全部数据到一个新目录，服务开着也行；每个文件都有校验值，不含密钥')
  .argument('<dir>', '备份到哪个目录（还没有的）')
  .option('--json', '输出 JSON')
  .action(async (dir, options) => (await import('./commands/backup.ts')).backup(dir, options));

program
  .command('restore')
  .description('先验后换：用备份替换现有数据，原来的留在一边；要先停下服务')
  .argument('<dir>', 'guichao backup 写的目录')
  .option('--json', '输出 JSON')
  .action(async (dir, options) =>
    (await import('./commands/restore.ts')).restoreData(dir, options),
  );

program
  .command('retention')
  .description('清除过了保留期限的数据（knowledge/retention.yaml）；服务开着时每天自动做')
  .option('--dry-run', '只数，不清除')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/retention.ts')).retain(options));

program
  .command('erase')
  .description('抹除一位客户，或一位已离职的员工：内容全部清除，留痕仍可核验')
  .option('--client <client>', '客户号')
  .option('--employee <employee>', '工号')
  .requiredOption('--as <employee>', '由谁执行（管理员或合规岗的工号）')
  .option('--yes', '真的抹除；不写就只列出会抹掉多少')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/erase.ts')).eraseOne(options));

program
  .command('doctor')
  .description('检查设置、数据库和知识库，说明怎么修')
  .option('--json', '输出 JSON')
  .action(async (options) => (await import('./commands/doctor.ts')).doctor(options));

// Whoever reads the output may have seen enough: `guichao alerts | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof GuichaoError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.code === 'usage' ? 2 : 1;
  } else {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}
