import type { Role } from '../../../../ports/employee-directory.ts';

export const roleTitle: Record<Role, string> = {
  rm: '客户经理',
  supervisor: '主管',
  branch_head: '支行长',
  compliance: '合规',
  knowledge_editor: '知识编辑',
  auditor: '审计',
  admin: '管理员',
};
