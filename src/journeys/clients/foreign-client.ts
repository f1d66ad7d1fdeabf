/** The one sentence for a client of somebody else and for one that does not exist. */
export const foreignClient =
  '没有找到属于您管户范围的这位客户。如果刚交接，请让主管在系统里完成划转。';
