import Button from 'antd/es/button';
import type { WireService } from '../wire.ts';
import { BrandMark } from './look/brand-mark.tsx';
import { Icon } from './look/icons.tsx';

interface HeaderProps {
  readonly service: WireService;
  readonly narrow: boolean;
  readonly onMenu: () => void;
  readonly onNew: () => void;
}

/** The name, and in which mode answers are made. */
export function Header({ service, narrow, onMenu, onNew }: HeaderProps) {
  return (
    <header className="header">
      {narrow && (
        <Button
          type="text"
          aria-label="对话记录"
          icon={<Icon name="menu" size={20} />}
          onClick={onMenu}
        />
      )}
      <h1>
        <BrandMark size={30} />
        归巢
      </h1>
      <p className="mode">
        <span>{service.mode === 'offline' ? '离线回答' : '模型回答'}</span>
        <span>材料 {service.material}</span>
        {service.demo && <span className="tag">演示数据</span>}
      </p>
      {narrow && (
        <Button
          type="text"
          aria-label="新对话"
          icon={<Icon name="plus" size={20} />}
          onClick={onNew}
        />
      )}
    </header>
  );
}
