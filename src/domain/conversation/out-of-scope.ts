// Subjects of daily life and of other trades. The list can't be complete: what it misses still meets
// the retrieval's own threshold.
const subjects =
  /天气|下雨|几度|气温|(写|作|来)(一|首|个|点)?.{0,4}(诗|歌词|对联|小说|剧本)|藏头|唱(首|个)?歌|笑话|段子|星座|运势|塔罗|菜谱|做菜|红烧|食谱|(中午|晚上|早上|今晚|晚饭|午饭).{0,4}吃(什么|啥)|减肥|健身|八卦|绯闻|电影|电视剧|追剧|综艺|游戏|王者荣耀|世界杯|足球|球赛|nba|欧冠|python|java|代码|编程|写.{0,4}程序|爬虫|sql语句|翻译(成|一下|英文)|英文(翻译|怎么说)|高考|作文|论文|数学题|物理题|作业|旅游|攻略|机票|高铁|火车票|酒店|景点|彩票|双色球|(看病|感冒|发烧|吃什么药|退烧|头疼)(怎么|吃|挂|要|去|，|$)|挂(什么|哪个)(科|号)|装修(风格|怎么|公司推荐)|修车|保养(多久|一次)|洗车|养(猫|狗|花|鱼)|狗粮|猫粮|几点了|星期几|谁开发|你几岁|你(最)?喜欢|离婚官司|打官司|取(个)?名|起名|算命|风水|相亲|恋爱|表白|护士证|驾照|教师资格证|考公|简历|跳槽|裁员|工会|食堂|班车|停车位|wifi|打印机|手机(坏|卡)|电脑(坏|卡|蓝屏)|穿(啥|什么)|首都|历史人物|哪一年(发明|建成)|多高的山|唐朝|宋朝|宇宙|恐龙|哪家银行的atm/i;

/** Whether a message is about something that is none of a banker's playbook. */
export function outOfScope(message: string): boolean {
  return subjects.test(message) && !/客户|理财|存款|话术|投诉/.test(message);
}
