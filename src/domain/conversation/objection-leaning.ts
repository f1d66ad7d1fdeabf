// A client's words or ways are reported right at the start.
const reportsClient =
  /^.{0,6}(客户|他|她|人家|对方|先生|女士|大爷|大妈|大姐|阿姨|老太太|老爷子|老板|业主|东家|厂长|[老小]\S|\S(总|姐|哥|叔|姨)).{0,8}(说|嫌|讲|非要|觉得|怕|担心|不肯|不愿|不想|不让|认定|咬定|死活|拒|不来|不接|不回|不信|要求|让我|一口|要(投诉|告|走|转|退|销|取|换|撤|闹))/;

// A rule, a figure or a method is asked for.
const asksMaterial =
  /(哪|几)(几)?(步|种|类|条|个步骤|个阶段|项|样)|多久|步骤|流程|规定|要求|标准|课(程|里|上|件)|教材|定义|公式|原则|区别|不同|依据|时机|意思|什么叫|叫(什么|啥)|为(什么|啥)(不能|要)|多少|几(天|次|个|成|倍)|哪些|能不能|可不可以|该不该|算不算|比例|手册|说法|讲(过|的)/;

/** Whether a message begins by telling what a client says or does, in normalised text. */
export function tellsOfClient(message: string): boolean {
  return reportsClient.test(message);
}

// What to answer somebody is asked for.
const asksForWords = /怎么(回|答|接|说|讲|跟他|跟她)|咋(回|说|接|答)/;

// Fitted on the tuning halves of the objection and the playbook questions, as log odds.
const start = 0.2;
const clientWeight = 1.55;
const materialWeight = -0.91;
const wordsWeight = 2.5;

/** Log odds that the form of a message adds for an objection, in normalised text. */
export function objectionLeaning(message: string): number {
  return (
    start +
    (asksForWords.test(message) ? wordsWeight : 0) +
    (reportsClient.test(message) ? clientWeight : 0) +
    (asksMaterial.test(message) ? materialWeight : 0)
  );
}
