import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { writeNumbersIn } from '../../shared/number-format.ts';

/** As the system has it, or by BCP 47 tag. */
export const formatChoices = ['system', 'en-GB', 'de-DE', 'pt-BR', 'zh-CN'] as const;
export type FormatChoice = (typeof formatChoices)[number];
const STORAGE_KEY = 'iovlab.format';

/** How numbers and dates are written on the page; kept in this browser. */
export const useFormatStore = defineStore('format', () => {
  const choice = ref<FormatChoice>(storedChoice());
  const systemLocale = ref(navigator.language);
  window.addEventListener('languagechange', () => (systemLocale.value = navigator.language));

  const locale = computed(() => (choice.value === 'system' ? systemLocale.value : choice.value));
  writeNumbersIn(() => locale.value);
  watch(choice, (value) => localStorage.setItem(STORAGE_KEY, value));

  return { choice, systemLocale };
});

function storedChoice(): FormatChoice {
  const stored = localStorage.getItem(STORAGE_KEY);
  return formatChoices.find((choice) => choice === stored) ?? 'system';
}
