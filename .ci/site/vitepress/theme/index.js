// The reader's own fonts: none are sent, and nothing jumps when they arrive.
import theme from 'vitepress/theme-without-fonts';
import './style.css';

export default theme;
