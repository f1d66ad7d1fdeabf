import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDraftPlaybooks } from '../src/app/playbooks.ts';
import { renderAnswer } from '../src/channels/terminal/render-answer.ts';
import { readConfig } from '../src/config.ts';
import { replyTo } from '../src/journeys/conversation/reply-to.ts';
import type { StoredTurn } from '../src/ports/conversation-store.ts';

const docs = join(import.meta.dirname, '..', 'docs');
const knowledge = openDraftPlaybooks(readConfig());

const answers = [
  '客户老说要考虑考虑，怎么办',
  '三个月没动账的客户怎么跟',
  '获取新客户的成本是维护老客户的几倍',
  '“1731”是什么意思',
  '投诉处理完几天内要回访',
  '主管什么时候要介入预警',
  '风险测评多久要重做',
  '为什么不能说保本',
  '我们行明年会不会裁员',
  '课里那个“五步七问法”七问都问什么',
];

const dialogues = [
  ['他说别的行利率更高，要转走，马上打电话', '他还是不同意', '发微信怎么说'],
  ['刘先生嫌利率低，又说要回去跟老婆商量', '换个委婉点的', '这个要记什么'],
  ['理财亏了，坐我对面说你们银行的话一句不信', '他要投诉怎么办', '然后呢'],
  ['刚接手的客户一接电话就说怎么又换人，别老打', '为什么这么说', '什么时候该收手'],
  ['赵女士说年金险急用钱拿不出来，骗人的', '哪些话不能说', '她还是不信'],
  ['老虎型的老板说没空见面', '短一点', '当面怎么讲'],
  ['客户问你怎么有我电话', '他还是追着问', '微信上怎么回'],
  ['老太太的儿子不让买', '稳健型的怎么说', '他们还是不放心'],
  ['客户说到期就转去对门', '反问他什么好', '记一笔记什么'],
  ['大额存单抢不到，客户急了', '换个说法', '然后呢'],
  ['客户说网上买更方便', '那他又说你们手续费高', '发微信版'],
  ['他嫌双录麻烦', '为什么不能跳过双录', '还是不肯录'],
  ['取五万块还问我干什么用，客户发火了', '先接住怎么说', '面谈时怎么讲'],
  ['客户说钱都被套在基金里，别跟我谈', '谨慎型的呢', '他还是不想听'],
  ['企业主嫌贷款慢要去别家', '电话里怎么说', '他还是要走'],
  ['客户要我帮他把测评做高', '他再三要求', '哪条规定不让'],
  ['她说平时不理我，冲业绩才想起我', '再委婉点', '下一步'],
  ['介绍朋友给你有什么好处', '不能返点怎么说', '他不高兴了'],
  ['客户听说我们银行要出事', '发微信怎么说', '他还是要全取走'],
  ['他说不买保险，谈这个不吉利', '换个说法', '什么时候该停'],
];

function talk(turns: readonly string[]): string {
  const said: StoredTurn[] = [];
  return turns
    .map((question) => {
      const answer = replyTo(question, said, knowledge);
      said.push({ turnId: String(said.length), question, answer });
      return `**客户经理**：${question}\n\n${quoted(renderAnswer(answer, false, false))}`;
    })
    .join('\n\n');
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}  `))
    .join('\n');

function page(title: string, parts: readonly string[]): string {
  const head = `# ${title}\n\n本页由 \`npm run samples\` 生成，没有模型，材料变了重跑即可。`;
  const body = parts.map((part, at) => `## ${at + 1}\n\n${part}`);
  return `${[head, ...body].join('\n\n')}\n`;
}

writeFileSync(
  join(docs, 'answers.md'),
  page(
    '十个回答',
    answers.map((one) => talk([one])),
  ),
);
writeFileSync(join(docs, 'dialogues.md'), page('二十段对话', dialogues.map(talk)));
