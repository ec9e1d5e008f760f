/** Every style sheet of the page, in order: the kit, then our tokens and theme over it. */
import 'element-plus/dist/index.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import './palette.css';
import './tokens.css';
import './theme.css';
import './base.css';
