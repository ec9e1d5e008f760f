import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';

export type ThemeChoice = 'light' | 'dark' | 'system';
const STORAGE_KEY = 'iovlab.theme';

/** Light, dark or as the system has it; kept in this browser. */
export const useThemeStore = defineStore('theme', () => {
  const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
  const choice = ref<ThemeChoice>(storedChoice());
  const systemDark = ref(systemIsDark.matches);
  systemIsDark.addEventListener('change', (event) => (systemDark.value = event.matches));

  const isDark = computed(() => (choice.value === 'system' ? systemDark.value : choice.value === 'dark'));
  watch(
    isDark,
    (dark) => {
      document.documentElement.classList.toggle('dark', dark);
      document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    },
    { immediate: true },
  );
  watch(choice, (value) => localStorage.setItem(STORAGE_KEY, value));

  function choose(next: ThemeChoice): void {
    choice.value = next;
  }
  /** To the opposite of what is shown. */
  function toggle(): void {
    choice.value = isDark.value ? 'light' : 'dark';
  }

  return { choice, isDark, choose, toggle };
});

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(STORAGE_KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}
