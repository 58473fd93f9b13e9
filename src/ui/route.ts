// Where a person is. Screens navigate by value; back is a stack in app.tsx.
export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'lesson'; readonly lesson: string; readonly line?: number }
  | { readonly screen: 'lab'; readonly lab: string }
  | { readonly screen: 'experiment'; readonly experiment: string; readonly step?: string }
  | { readonly screen: 'quiz'; readonly lesson: string; readonly question?: number }
  | { readonly screen: 'decision'; readonly family: string }
  | { readonly screen: 'search'; readonly query: string };
