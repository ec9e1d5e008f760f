/** Every style sheet of the page, in order: those of the kit's controls that the page has, then our tokens and theme over them. */
import 'element-plus/es/components/alert/style/css';
import 'element-plus/es/components/button/style/css';
import 'element-plus/es/components/collapse/style/css';
import 'element-plus/es/components/collapse-item/style/css';
import 'element-plus/es/components/config-provider/style/css';
import 'element-plus/es/components/input/style/css';
import 'element-plus/es/components/progress/style/css';
import 'element-plus/es/components/skeleton/style/css';
import 'element-plus/es/components/tab-pane/style/css';
import 'element-plus/es/components/tabs/style/css';
import 'element-plus/es/components/tag/style/css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import './palette.css';
import './tokens.css';
import './theme.css';
import './base.css';
