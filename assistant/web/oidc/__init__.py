"""Log-in through an OpenID Connect provider (HelseID, ID-porten, Entra): authorization code with PKCE, state and nonce. See docs/innlogging.md."""
