import { type Credential, development, headerValue } from './credentials.ts';
import { type Example, operationBefore } from './example.ts';

/** The program that sends an example with Go's own packages, and prints the status and the body of the answer. */
export function go(example: Example, url: string): string {
  const { operation, target, credentials, mediaType, body } = example;
  const signs = credentials.some(({ scheme }) => headerValue(scheme) === undefined);
  const before = operationBefore(example);
  const text = body === undefined ? 'nil' : `strings.NewReader(${raw(JSON.stringify(body, undefined, 2))})`;
  return [
    'package main',
    '',
    'import (',
    ...packages(signs, body !== undefined).map((name) => `\t"${name}"`),
    ')',
    '',
    ...(before === undefined ? [] : [`// After ${before}.`]),
    'func main() {',
    `\trequest, err := http.NewRequest("${operation.method.toUpperCase()}", ${JSON.stringify(url + target)}, ${text})`,
    ...unlessNil,
    ...credentials.map((credential) => `\trequest.Header.Set(${headerArguments(credential)})`),
    ...(mediaType === undefined ? [] : [`\trequest.Header.Set("Content-Type", "${mediaType}")`]),
    '\tresponse, err := http.DefaultClient.Do(request)',
    ...unlessNil,
    '\tdefer response.Body.Close()',
    '\tanswer, err := io.ReadAll(response.Body)',
    ...unlessNil,
    '\tfmt.Println(response.StatusCode, string(answer))',
    '}',
    ...(signs ? kasToken : []),
  ].join('\n');
}

const unlessNil = ['\tif err != nil {', '\t\tpanic(err)', '\t}'];

function packages(signs: boolean, sends: boolean): string[] {
  const always = ['fmt', 'io', 'net/http'];
  const signing = signs ? ['crypto/hmac', 'crypto/sha256', 'encoding/base64', 'time'] : [];
  return [...always, ...signing, ...(sends ? ['strings'] : [])].sort();
}

function headerArguments({ scheme, header }: Credential): string {
  const value = headerValue(scheme);
  return `"${header}", ${value === undefined ? 'kasToken()' : JSON.stringify(value)}`;
}

/** Signs as kas does, for half a minute. */
const kasToken = [
  '',
  'func kasToken() string {',
  `\tkey, err := base64.StdEncoding.DecodeString("${development.kasSecret}")`,
  ...unlessNil,
  '\tnow := time.Now().Unix()',
  '\tclaims := fmt.Sprintf(`{"iss":"gitlab-kas","aud":["gitlab"],"iat":%d,"nbf":%d,"exp":%d}`, now, now-5, now+30)',
  '\tencode := base64.RawURLEncoding.EncodeToString',
  '\tsigned := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(claims))',
  '\tmac := hmac.New(sha256.New, key)',
  '\tmac.Write([]byte(signed))',
  '\treturn signed + "." + encode(mac.Sum(nil))',
  '}',
];

/** Go's raw strings hold anything but their own quote. */
function raw(text: string): string {
  return text.includes('`') ? JSON.stringify(text) : `\`${text}\``;
}
