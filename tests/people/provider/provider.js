// A provider of OpenID Connect for the tests: whoever signs in as NAME is NAME@place.example.
import { Provider } from 'oidc-provider'

const [port, redirect, seconds] = process.argv.slice(2)
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'ready',
    client_secret: 'not-a-secret-of-anything-real',
    redirect_uris: [redirect],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  pkce: { required: () => false },
  ttl: { IdToken: Number(seconds), AccessToken: 600, AuthorizationCode: 60, Grant: 600, Interaction: 600, Session: 600 },
  findAccount: (_ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@place.example`, email_verified: true, name: id }),
  }),
})
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'))
