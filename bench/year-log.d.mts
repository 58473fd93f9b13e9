export function yearOfLog(options: { readonly cards?: number; readonly places?: number; readonly now: number }): readonly string[];
export function writeYear(home: string, options: Parameters<typeof yearOfLog>[0]): number;
