// Browser: a unary call by the Connect protocol is a POST with JSON.
export async function unary(origin, method, request) {
  const response = await fetch(`${origin}/${method}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Connect-Protocol-Version': '1',
    },
    body: JSON.stringify(request),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(`${answer.code}: ${answer.message}`);
}
