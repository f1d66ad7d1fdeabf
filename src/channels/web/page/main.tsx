import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Look } from './look/look.tsx';
import './look/tokens.css';
import './look/layout.css';
import './look/board.css';
import './look/conversation.css';
import './look/answer.css';
import './look/library.css';
import './look/sheet.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Look>
        <App />
      </Look>
    </StrictMode>,
  );
}
