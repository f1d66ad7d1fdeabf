// The hundred and fifty most frequent surnames (2020 name report of the public security ministry lists the order);
// enough to tell a person from a thing where the sentence has a place for one.
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';

const family = `(?:欧阳|上官|司马|诸葛|[${surnames}])`;
const titles =
  '(?:先生|女士|总|老板|老师|太太|小姐|大姐|大哥|阿姨|叔叔|叔|姐|哥|姨|奶奶|爷爷|大爷|大妈|医生|主任|校长|厂长|经理|董|工)';

const before =
  '(?:^|[，。：！？、\\s“「给跟和与找查帮替把约见问对向为叫让请同陪访]|打给|发给|写给|关于|提醒|告诉|联系|拜访|为什么|客户)';
const after =
  '(?=$|[，。：！？、的那这是在有上最近要说先到什啥刚来没他她家能还今昨明下多老什约发打写回聊谈见办存买和跟过可怎为凭三两一二四五六七半表告答同讲问想也都又已接拒预标记登改换静稍误定理基保贷资余持生电手测风投现])';

const fullName = new RegExp(`${before}(${family}[\\p{Script=Han}]{1,2}?)${after}`, 'u');
const titled = new RegExp(`(${family}${titles}|老${family}|小${family})`, 'u');
const identifier = /\bc\d{3,}\b|尾号\s*\d{3,4}|手机(尾号)?\s*\d{4}/i;

// Words that begin with a surname's character but are no names.
const notNames =
  /^(?:周[一二三四五六日末期年转]|高(?:净|风|端|收|级|低|额|息)|金(?:额|融|条|价|店|银|卡)|白(?:金|条|名)|黄金|万(?:一|元|客|以)|钱(?:放|转|存|在|都|是|给|还|的|不|要|就|多|少|取|没|留|花|进|到)|时(?:间|候|机)|成(?:本|功|交|都)|单(?:子|笔|据|位|独)|连(?:续|着|打)|全(?:部|行|家|额)|方(?:法|便|案|式)|安(?:全|排)|应(?:该|收|对)|项目|向(?:客|他|她)|包(?:括|赚)|明(?:天|年|细|白|早)|和(?:客|他|她)|华|商(?:户|品|贸|业)|房(?:子|贷|产|本)|管(?:户|理|的)|车(?:子|贷|险)|路(?:上|远)|师|曲线|古|米|全|关(?:于|门|系|怀|机)|任(?:务|何)|武|易|平|严(?:格|重)|温(?:和|馨)|文(?:案|字|件)|施|余(?:额|下)|常|于|何(?:时|处|种)|谢谢|江|龙|石|田|石油|丁|符(?:合)|解(?:释|决|套)|贺(?:卡|词)|纪(?:念)|祝(?:福|您|生)|计|毕(?:竟)|查(?:询)|党|费(?:用|率)|席|卫|景|连锁|简(?:单|短|历)|荣誉|盛|游|季(?:度|末|节)|申(?:请|购|赎)|尚|史|路演|章程|左右|甘|兰|苏|叶|童|梅|柯|柳|时常)/u;

export interface PersonMention {
  /** As it stands in the text: a full name, a surname with a form of address, or an id. */
  readonly text: string;
  readonly form: 'name' | 'title' | 'identifier';
}

/** The first person whom a normalised message seems to speak of; names are guessed by surname and place. */
export function personIn(message: string): PersonMention | null {
  const id = identifier.exec(message);
  if (id) return { text: id[0], form: 'identifier' };
  for (const match of message.matchAll(new RegExp(fullName.source, 'gu'))) {
    const name = match[1] ?? '';
    if (name !== '' && !notNames.test(name) && !new RegExp(`^${family}${titles}`, 'u').test(name)) {
      return { text: name, form: 'name' };
    }
  }
  const called = titled.exec(message);
  return called ? { text: called[0], form: 'title' } : null;
}

const surname = new RegExp(`^${family}$`, 'u');

/** Whether a word is one of the surnames that people are told by. */
export const isSurname = (word: string): boolean => surname.test(word);
