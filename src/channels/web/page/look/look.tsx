import ConfigProvider from 'antd/es/config-provider';
import theme from 'antd/es/theme';
import { createContext, type ReactNode, useContext } from 'react';
import { type ColourScheme, useColourScheme } from './use-colour-scheme.ts';

const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

const tokens = {
  light: {
    colorPrimary: '#17695b',
    colorLink: '#115346',
    colorBgBase: '#ffffff',
    colorTextBase: '#1d2421',
    colorBorder: '#d5d3ca',
  },
  dark: {
    colorPrimary: '#6fc9b3',
    colorLink: '#8fdac7',
    colorBgBase: '#1a201e',
    colorTextBase: '#e7ebe8',
    colorBorder: '#3a4440',
  },
} as const;

const fontFamily =
  '"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",system-ui,sans-serif';

interface Colours {
  readonly scheme: ColourScheme;
  readonly toggle: () => void;
}

const ColoursContext = createContext<Colours>({ scheme: 'light', toggle: () => {} });

export const useColours = (): Colours => useContext(ColoursContext);

/** Colours and type for everything below; antd follows the page's own palette. */
export function Look({ children }: { readonly children: ReactNode }) {
  const [scheme, toggle] = useColourScheme();
  const algorithm = scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm;
  const token = { ...tokens[scheme], fontFamily, borderRadius: 8, wireframe: false };
  return (
    <ConfigProvider
      csp={{ nonce }}
      theme={{ algorithm, token }}
      // Two characters stay two characters wide.
      button={{ autoInsertSpace: false }}
    >
      <ColoursContext value={{ scheme, toggle }}>{children}</ColoursContext>
    </ConfigProvider>
  );
}
