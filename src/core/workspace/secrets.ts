/** Files that hold secrets: left out of the index unless a `.lociignore` names them. */

const templateEnding = /[.-](?:example|sample|template|tmpl|dist|defaults?|schema)$/;

/** Tested against the lower-case name. The text says what such a file holds. */
const secretNames: readonly (readonly [RegExp, string])[] = [
  [/^\.env(?:rc|[._-].*)?$|\.env$/, 'environment settings'],
  [/\.(?:pem|key|p8|p12|pfx|pkcs12|jks|keystore|bks|ppk|kdbx?|keytab|gpg|pgp|age)$/, 'a key'],
  [/\.(?:crt|cer|der|csr|p7b)$/, 'a certificate'],
  [/^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/, 'a private key'],
  [
    /^(?:\.npmrc|\.pypirc|\.netrc|_netrc|\.pgpass|pgpass\.conf|\.htpasswd|\.my\.cnf|\.dockercfg|\.s3cfg|\.boto)$/,
    'a login',
  ],
  [
    /^(?:\.git-credentials|\.vault-token|\.terraformrc|terraform\.rc|rclone\.conf|kubeconfig|wp-config\.php)$/,
    'a login',
  ],
  [/^\.?credentials?(?:\.(?:json|ya?ml|toml|ini|xml|csv|txt|properties))?$/, 'credentials'],
  [/^\.?secrets?(?:\.(?:json|ya?ml|toml|ini|xml|csv|txt|properties|sh))?$|\.secrets?$/, 'secrets'],
  [/^service[-_]?account.*\.json$|[-_]service[-_]?account\.json$|firebase-adminsdk.*\.json$/, 'a service account'],
  [/^client_secret.*\.json$|^local\.settings\.json$/, 'a secret of an application'],
  [/\.tfstate(?:\.backup)?$|\.tfvars(?:\.json)?$/, 'Terraform state or variables'],
  [/\.ovpn$/, 'a VPN profile'],
  [/^\.(?:bash|zsh|sh|psql|mysql|sqlite|python|node_repl)_history$/, 'a history of commands'],
];

/** Tested against the last directory and the name: these names are harmless elsewhere. */
const secretPlaces = /(?:^|\/)(?:\.docker\/config\.json|\.aws\/(?:config|credentials)|\.kube\/config|\.ssh\/[^/]+)$/;

/** What secret a file holds by its name, for people; undefined if none. `path` has `/` between parts. */
export function secretIn(path: string): string | undefined {
  const lower = path.toLowerCase();
  if (secretPlaces.test(lower)) return 'a login';
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (templateEnding.test(name)) return undefined;
  return secretNames.find(([pattern]) => pattern.test(name))?.[1];
}
