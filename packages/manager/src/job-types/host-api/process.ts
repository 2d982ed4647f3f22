/** The Manager's operating system in the names that Go gives them (contract 04 §4.9). */
export function platformName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'windows';
  return platform === 'sunos' ? 'solaris' : platform;
}
