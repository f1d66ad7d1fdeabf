import type { WireMe } from '../../wire.ts';
import { BrandMark } from '../look/brand-mark.tsx';

const managerStarters = [
  { about: '异议', text: '客户老说要考虑考虑，怎么办' },
  { about: '跟进', text: '三个月没动账的客户怎么跟' },
  { about: '他行利率', text: '别的行利率更高，客户要转走怎么说' },
  { about: '说法不一', text: '获取新客户的成本是维护老客户的几倍' },
  { about: '只有名称', text: '“1731”是什么意思' },
  { about: '合规', text: '风险测评多久要重做' },
] as const;

/** Who oversees outreach begins elsewhere. */
const officerStarters = [
  { about: '拦了什么', text: '上周拦了哪些' },
  { about: '按规则', text: '本月拦截按规则统计' },
  { about: '按支行', text: '本月拦截按支行统计' },
  { about: '全部', text: '最近7天的外发记录' },
  { about: '试规则', text: '试规则 PR-01 加“稳稳拿”，查：这款您稳稳拿' },
  { about: '合规', text: '风险测评多久要重做' },
] as const;

const oversees = new Set(['compliance', 'auditor']);

function greeting(now: string): string {
  const hour = Number(
    new Intl.DateTimeFormat('en', {
      hour: 'numeric',
      hourCycle: 'h23',
      timeZone: 'Asia/Shanghai',
    }).format(new Date(now)),
  );
  if (hour < 11) return '早上好';
  if (hour < 13) return '中午好';
  return hour < 18 ? '下午好' : '晚上好';
}

/** What an empty conversation shows: what this is for, and six ways to begin. */
export function Welcome(props: { readonly me: WireMe; readonly onAsk: (text: string) => void }) {
  const { employee, service } = props.me;
  const officer = oversees.has(employee.role);
  const starters = officer ? officerStarters : managerStarters;
  return (
    <section className="welcome" aria-label="可以这样问">
      <BrandMark size={56} />
      <h2>
        {employee.name}，{greeting(service.now)}
      </h2>
      <p>
        {officer
          ? '发给客户的话，写了什么、谁采用、为什么拦，都能查。客户是遮住的，查阅本身也有记录。'
          : '把客户的原话发给我，我找出能照着说的话和下一步。每一句都能点开出处，材料里没有的，我直说没有。'}
      </p>
      <ul>
        {starters.map(({ about, text }) => (
          <li key={text}>
            <button type="button" onClick={() => props.onAsk(text)}>
              <span className="about">{about}</span>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
