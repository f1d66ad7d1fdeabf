import type { Chance } from './chance.ts';

// By how common they are; the demo needs people who could live next door.
const surnames =
  '王王王李李李张张张刘刘陈陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';

const men =
  '建国 建军 志强 志明 伟 强 勇 军 磊 涛 杰 浩 宇 鹏 斌 刚 波 辉 明 超 俊杰 子轩 浩然 国庆 国华 德明 文博 永康 家豪 世杰 海涛 晓东 振华 立新 学军 卫东 大伟 少华 宏伟 天佑'.split(
    ' ',
  ) as [string, ...string[]];
const women =
  '丽 娜 敏 静 芳 燕 玲 艳 霞 慧 婷 雪 颖 悦 秀英 桂英 桂兰 玉兰 淑珍 淑华 晓燕 海燕 雅琴 美玲 春梅 秀珍 丽华 丽娟 雨欣 梓涵 诗涵 佳怡 思琪 文静 晓红 红梅 凤英 小芳 慧敏 若曦'.split(
    ' ',
  ) as [string, ...string[]];

export function personName(gender: 'male' | 'female', chance: Chance): string {
  const surname = surnames[Math.floor(chance.next() * surnames.length)] ?? '王';
  return surname + chance.pick(gender === 'male' ? men : women);
}

export const cities = ['杭州', '宁波', '绍兴', '嘉兴', '上海', '南京'] as const;

export const occupations = [
  '企业主',
  '个体经营',
  '公务员',
  '教师',
  '医生',
  '工程师',
  '公司职员',
  '退休',
  '自由职业',
  '律师',
  '财务',
  '家庭主妇',
] as const;

export const employers = [
  '演示机械有限公司',
  '演示纺织有限公司',
  '演示第一中学',
  '演示人民医院',
  '演示设计院',
  '演示贸易有限公司',
  '演示软件有限公司',
  '演示物流有限公司',
] as const;
