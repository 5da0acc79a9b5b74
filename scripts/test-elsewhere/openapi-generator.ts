import { join } from 'node:path';
import { addProgram, type Generator, type HarmlessWarning, type Need } from './generator.ts';
import { generatorJar } from './openapi-generator-jar.ts';
import { run } from './run.ts';

const java: Need = { what: 'Java', check: ['java', '-version'] };
const maven: Need = { what: 'Maven', check: ['mvn', '--version'] };

const harmless: readonly HarmlessWarning[] = [
  {
    text: /ModelUtils - Failed to get the schema name: null/,
    why: 'it asks each alternative of Id for the name of its model; a number and a text have none',
  },
  {
    text: /AbstractPythonCodegen - Codegen property is null .* Default to typing\.Any/,
    why: 'the value of a SCIM operation may be anything, and is Any therefore',
  },
  {
    text: /AbstractJavaCodegen - Ignoring complex example on request body/,
    why: 'an example less in a comment',
  },
];

/** What its clients have in common. It calls its support of 3.1 a beta, and cannot read every list of types there. */
function generatorOf(
  language: string,
  options: readonly string[] = [],
): Pick<Generator, 'document' | 'generate' | 'harmless'> {
  return {
    document: 'openapi-3.0.json',
    harmless,
    async generate(document, folder) {
      const what = ['generate', '-i', document, '-g', language, '-o', folder, ...options];
      const codeOnly = ['--global-property', 'apiDocs=false,modelDocs=false,apiTests=false,modelTests=false'];
      return run('java', ['-jar', await generatorJar(), ...what, ...codeOnly]);
    },
  };
}

/** OpenAPI Generator's client for Python, in an environment of its own. */
export const pythonClient: Generator = {
  ...generatorOf('python'),
  name: 'OpenAPI Generator (Python)',
  needs: [java, maven, { what: 'Python with venv and pip', check: ['python3', '-c', 'import venv, ensurepip'] }],
  // Its own warnings, and those of what it uses, are errors.
  program: ['venv/bin/python', '-W', 'error', 'main.py'],
  async build(cwd) {
    addProgram('python', cwd);
    await run('python3', ['-m', 'venv', 'venv'], { cwd });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run(join(cwd, 'venv', 'bin', 'python'), [...install, '--requirement', 'requirements.txt'], { cwd });
  },
};

/** OpenAPI Generator's client for Ruby, which needs no building. */
export const rubyClient: Generator = {
  ...generatorOf('ruby'),
  name: 'OpenAPI Generator (Ruby)',
  needs: [java, maven, { what: 'Ruby with the gem typhoeus', check: ['ruby', '-e', 'require "typhoeus"'] }],
  program: ['ruby', '-I', 'lib', 'main.rb'],
  async build(cwd) {
    addProgram('ruby', cwd);
  },
};

/** OpenAPI Generator's client for Java on the JDK's HTTP client, compiled with the Maven project that comes with it. */
export const javaClient: Generator = {
  ...generatorOf('java', ['--library', 'native']),
  name: 'OpenAPI Generator (Java)',
  needs: [java, maven, { what: 'a JDK', check: ['javac', '-version'] }],
  build(cwd) {
    return run('mvn', ['--batch-mode', '--quiet', '-Dmaven.test.skip=true', 'compile'], { cwd });
  },
};
