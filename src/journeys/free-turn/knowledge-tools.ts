import type { Passage } from '../../domain/knowledge/passage.ts';
import type { ModelTool } from '../../ports/language-model.ts';
import { requestOf } from './client-tools.ts';
import type { FreeTurn } from './free-turn-parts.ts';
import { judgeLine } from './judge-line.ts';

const shownPassages = 4;

/** The best passages of different cards. */
export function passagesFor(query: string, { request }: FreeTurn, most = shownPassages): Passage[] {
  const { index } = request.knowledge;
  const seen = new Set<string>();
  return index
    .search(query, most * 4)
    .map(({ passage }) => passage)
    .filter(({ card }) => !seen.has(card.id) && seen.add(card.id))
    .slice(0, most);
}

function searchPlaybook(turn: FreeTurn): ModelTool {
  return {
    name: 'search_playbook',
    description: '在课程、话术和规则里找，每段带编号。',
    inputs: { query: { description: '要找的事，用中文短语' } },
    run: async ({ query = '' }) => {
      const found = passagesFor(turn.vault.fill(query), turn);
      if (found.length === 0) return '材料里没有。';
      return found.map((passage) => turn.sources.addPassage(passage)).join('\n\n');
    },
  };
}

function openPassage(turn: FreeTurn): ModelTool {
  return {
    name: 'open_passage',
    description: '打开一段所在的整张卡片。',
    inputs: { passage: { description: '段落编号，例如 P1' } },
    run: async ({ passage = '' }) => {
      const id = turn.sources.passageOf(passage.replace(/[^PR\d]/g, ''));
      if (id === null) return '没有这个编号。';
      const { index } = turn.request.knowledge;
      return index
        .passagesOf(id.card.id)
        .slice(0, 6)
        .map((one) => turn.sources.addPassage(one))
        .join('\n\n');
    },
  };
}

function productTable(turn: FreeTurn): ModelTool {
  return {
    name: 'product_table',
    description: '产品表：在售、风险等级、期限、起购、利率或基准。',
    inputs: { question: { description: '问哪类或哪只产品，例如：R2里最短的理财' } },
    run: async ({ question = '' }, caller) => {
      const task = turn.parts.tasks.product;
      if (task === undefined) return '没有产品表。';
      const answer = await task.run(requestOf(turn, question, caller));
      // A question about people goes to lists, which have a tool of their own.
      if (answer.kind !== 'product') return '这里只查产品。';
      const handles = answer.citations.map(({ n, ...citation }) => {
        const rows = answer.text.split('\n').filter((line) => line.includes(`[${n}]`));
        const seen = `${rows.join('\n').replace(/\[\d+\]/g, '')}\n${citation.quote}`;
        return turn.sources.addRecord(citation, seen);
      });
      return answer.text.replace(/\[(\d+)\]/g, (_all, n: string) => `[${handles[Number(n) - 1]}]`);
    },
  };
}

function checkMessage(turn: FreeTurn): ModelTool {
  return {
    name: 'check_message',
    description: '按合规规则检查一句要对客户说的话。',
    inputs: { text: { description: '要检查的原话' } },
    run: async ({ text = '' }) => {
      const judged = judgeLine(turn.vault.fill(text), turn);
      const reasons = judged.reasons.map((one) => turn.vault.mask(one));
      return judged.clear ? '规则检查通过。' : ['不能这样说：', ...reasons].join('\n');
    },
  };
}

export function knowledgeTools(turn: FreeTurn): ModelTool[] {
  return [searchPlaybook(turn), openPassage(turn), productTable(turn), checkMessage(turn)];
}
