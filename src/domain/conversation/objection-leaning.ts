// A client's words are reported, or a reply to them is asked for.
const clientTalk =
  /(客户|他|她|人家|对方|先生|女士|大爷|大妈|大姐|阿姨|老太太|老爷子|老板|厂长|老师|医生|[老小]\S|\S(总|姐|哥|叔|姨|太太)).{0,12}(说|嫌|问|讲|非说|非要|觉得|抱怨|怼我|回我|来一句|张口|怕|担心|不肯|不愿|不想|不让|认定|咬定|质疑|死活|拒|甩|撂|嘟囔|冷笑|摆手|摇头|喊|嚷|急了|不来|不接|不回|不信|要求|让我|追问|反问)|怎么(回|说|接|答|讲|劝|破)|咋(回|说|接|答|讲)|话术|[「“"『].{4,}[」”"』]/;

// A rule, a figure or a method is asked for.
const asksMaterial =
  /(哪|几)(几)?(步|种|类|条|个步骤|个阶段|项|样)|多久|步骤|流程|规定|要求|标准|课(程|里|上|件)|教材|定义|公式|原则|区别|不同|依据|时机|是(什么|啥)意思|什么叫|叫(什么|啥)|为(什么|啥)(不能|要)|多少|几(天|次|个|成|倍)|哪些|能不能|可不可以|该不该|算不算|比例|手册|说法|讲(过|的)/;

// Chosen on the tuning halves of the objection and the playbook questions.
const talkWeight = 0.15;
const materialWeight = 0.1;
const start = -0.02;

/** How far the form of a message speaks for an objection, in the unit of phrase closeness. */
export function objectionLeaning(message: string): number {
  const talk = clientTalk.test(message) ? talkWeight : 0;
  const material = asksMaterial.test(message) ? materialWeight : 0;
  return start + talk - material;
}
