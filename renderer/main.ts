import { createPinia } from 'pinia';
import { createApp } from 'vue';
import './ui/styles.ts';
import App from './app/App.vue';

createApp(App).use(createPinia()).mount('#app');
