#!/usr/bin/env bash
# Makes the files of this folder anew: a small world of certificates, and what they sign, by the `openssl` command alone.
#
#   crates/cms/tests/data/make.sh
#
# The committed ones were made by OpenSSL 3.0.19. Needs `faketime` too (Debian's package of that name), since timestamps and
# answers have the time of the clock. Keys are made anew each time and thrown away, so every file changes; what the tests say of
# them does not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out=$PWD
rm -f ./*.der ./*.tsr ./*.pem ./*.crl manifest
work=$(mktemp -d)
cd "$work"
exec 2>"$work/log" 3>&1
trap 'code=$?; [ $code = 0 ] || tail -n 20 "$work/log" >&3; rm -rf "$work"; exit $code' EXIT

# on TIME COMMAND…: as if it were that time, UTC.
on() { TZ=UTC faketime -f "$1" openssl "${@:2}"; }
signed='2026-03-01 12:00:00'
stamped='2026-03-02 12:00:00'

cat >ca.cnf <<'CNF'
[ca]
default_ca = none
[rules]
countryName = optional
organizationName = optional
commonName = supplied
[req]
distinguished_name = names
prompt = no
[names]
C = KZ
O = Qazyq tests
CN = unnamed
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[issuer]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
basicConstraints = CA:false
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = emailProtection, 1.2.398.3.3.4.1.1
certificatePolicies = 1.2.398.3.3.2.1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[lists_only]
basicConstraints = critical, CA:true
keyUsage = critical, cRLSign
subjectKeyIdentifier = hash
[certificates_only]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[plain]
subjectKeyIdentifier = hash
[encipherer]
keyUsage = critical, keyEncipherment
[server]
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
[critical]
keyUsage = critical, digitalSignature
1.2.3.4 = critical, DER:0500
[constrained]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
nameConstraints = permitted;dirName:names
subjectKeyIdentifier = hash
[points]
keyUsage = critical, digitalSignature
crlDistributionPoints = URI:http://crl.example/one
[tsa]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa_lax]
keyUsage = critical, digitalSignature
extendedKeyUsage = timeStamping
[ocsp]
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
[ocsp_checked]
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
[scope_one]
issuingDistributionPoint = critical, @idp_one
[idp_one]
fullname = URI:http://crl.example/one
[scope_authorities]
issuingDistributionPoint = critical, @idp_authorities
[idp_authorities]
onlyCA = TRUE
[scope_some]
issuingDistributionPoint = critical, @idp_some
[idp_some]
onlysomereasons = keyCompromise
[delta]
deltaCRL = critical, DER:020101
[stamp]
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512, sha1
accuracy = secs:1, millisecs:500, microsecs:100
clock_precision_digits = 3
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
signer_digest = sha256
serial = stamp.serial
[stamp_sha1]
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha1
signer_digest = sha256
serial = stamp.serial
[stamp_unnamed]
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
serial = stamp.serial
[stamp_few]
default_policy = 1.2.3.4.1
digests = sha512
signer_digest = sha256
serial = stamp.serial
CNF
for name in root issuer stamps other deep constrained edwards lists_only certificates_only false; do
  cat >>ca.cnf <<CNF
[at_$name]
database = $name.index
new_certs_dir = .
serial = $name.serial
crlnumber = $name.number
certificate = $name.pem
private_key = $name.key
default_md = sha256
policy = rules
unique_subject = no
copy_extensions = none
default_crl_days = 30
CNF
  touch $name.index
  echo 1000 >$name.serial
  echo 01 >$name.number
done
echo 0a01 >stamp.serial

# key NAME KIND
key() {
  case $2 in
    rsa) openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.key" ;;
    rsa-pss)
      openssl genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha256 \
        -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32 -out "$1.key"
      ;;
    rsa1024) openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out "$1.key" ;;
    ed25519) openssl genpkey -quiet -algorithm ED25519 -out "$1.key" ;;
    *) openssl genpkey -quiet -algorithm EC -pkeyopt "ec_paramgen_curve:$2" -pkeyopt ec_param_enc:named_curve -out "$1.key" ;;
  esac
}

# root NAME KIND EXTENSIONS: signed by itself.
root() {
  key "$1" "$2"
  openssl req -new -key "$1.key" -subj "/C=KZ/O=Qazyq tests/CN=$1" -out "$1.csr" -config ca.cnf
  openssl ca -batch -config ca.cnf -name "at_$1" -selfsign -keyfile "$1.key" -in "$1.csr" -out "$1.pem" -notext \
    -extensions "$3" -startdate 20200101000000Z -enddate 20400101000000Z -md sha384
}

# issue ISSUER NAME KIND EXTENSIONS [OPTION…]: valid 2024 to 2034 if nothing else is said.
issue() {
  key "$2" "$3"
  openssl req -new -key "$2.key" -subj "/C=KZ/O=Qazyq tests/CN=$2" -out "$2.csr" -config ca.cnf
  openssl ca -batch -config ca.cnf -name "at_$1" -in "$2.csr" -out "$2.pem" -notext \
    -extensions "$4" -startdate 20240101000000Z -enddate 20340101000000Z "${@:5}"
}

root root P-384 root
root other P-256 root
root stamps rsa root
issue root issuer P-256 issuer
issue root constrained P-256 constrained
issue root edwards ed25519 issuer
issue edwards under_ed25519 P-256 signer -md null
issue root lists_only P-256 lists_only
issue root certificates_only P-256 certificates_only
issue lists_only under_lists P-256 signer
issue certificates_only under_certificates P-256 signer
issue issuer rsa rsa signer
issue issuer p256 P-256 signer
issue issuer p384 P-384 signer
issue issuer p521 P-521 signer
issue issuer pss_key rsa-pss signer
issue issuer plain P-256 plain
issue issuer weak rsa1024 signer
issue issuer revoked P-256 signer
issue issuer expired P-256 signer -enddate 20260401000000Z
issue issuer young P-256 signer -startdate 20260302000000Z
issue issuer encipherer rsa encipherer
issue issuer server P-256 server
issue issuer critical P-256 critical
issue issuer points P-256 points
issue issuer oldhash P-256 signer -md sha1
issue issuer deep P-256 root
issue deep below P-256 signer
issue constrained within P-256 signer
issue issuer ocsp P-256 ocsp
issue issuer ocsp_checked P-256 ocsp_checked
issue other ocsp_other P-256 ocsp
issue stamps tsa P-256 tsa
issue stamps tsa_rsa rsa tsa
issue stamps tsa_lax P-256 tsa_lax
# One that a signer issued, who may not.
sed 's/^certificate = issuer.pem/certificate = p256.pem/; s/^private_key = issuer.key/private_key = p256.key/' ca.cnf \
  >by_signer.cnf
key usurper P-256
openssl req -new -key usurper.key -subj "/C=KZ/O=Qazyq tests/CN=usurper" -out usurper.csr -config ca.cnf
openssl ca -batch -config by_signer.cnf -name at_issuer -in usurper.csr -out usurper.pem -notext \
  -extensions signer -startdate 20240101000000Z -enddate 20340101000000Z

# The same key, names and number as another's, in a certificate that ends a year earlier.
sed 's/^database = issuer.index/database = twin.index/; s/^serial = issuer.serial/serial = twin.serial/' ca.cnf >twin.cnf
touch twin.index
openssl x509 -in p256.pem -noout -serial | cut -d = -f 2 >twin.serial
openssl ca -batch -config twin.cnf -name at_issuer -in p256.csr -out "$out/twin.pem" -notext \
  -extensions signer -startdate 20240101000000Z -enddate 20330101000000Z

printf 'qazyq manifest\n1 %s\n' "$(printf x | sha256sum | cut -d ' ' -f 1)" >manifest
cp manifest root.pem other.pem stamps.pem issuer.pem tsa.pem "$out"
# The root's name, and another key: of another kind, and of the same.
for kind in rsa P-384; do
  key namesake $kind
  on "$signed" req -new -x509 -days 3650 -key namesake.key -subj '/C=KZ/O=Qazyq tests/CN=root' \
    -addext basicConstraints=critical,CA:true -addext subjectKeyIdentifier=none -config ca.cnf \
    -out "$out/namesake-${kind,,}.pem"
done
cat root.pem other.pem >both.pem
cp both.pem "$out"

# sign FILE NAME [OPTION…]: detached, the issuer's certificate along.
sign() {
  on "$signed" cms -sign -binary -in manifest -signer "$2.pem" -inkey "$2.key" -certfile issuer.pem -outform DER \
    -out "$out/$1.der" "${@:3}"
}

sign rsa rsa -cades
sign rsa-nosmimecap rsa -cades -nosmimecap
sign rsa-sha384 rsa -cades -md sha384
sign rsa-sha512 rsa -cades -md sha512
sign rsa-sha1 rsa -cades -md sha1
sign rsa-noattr rsa -noattr
sign rsa-keyid rsa -cades -keyid
sign pss rsa -cades -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:32
sign pss-sha512 rsa -cades -md sha512 -keyopt rsa_padding_mode:pss
sign pss-key pss_key -cades -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:32
sign p256 p256 -cades -nosmimecap
sign p256-sha512 p256 -cades -md sha512
sign p256-cms p256
sign p256-nodetach p256 -cades -nodetach
sign p384 p384 -cades -md sha384
sign p384-sha256 p384 -cades -md sha256
sign p521 p521 -cades
sign plain plain -cades
sign weak weak -cades
sign revoked revoked -cades -nosmimecap
sign expired expired -cades -nosmimecap
sign young young -cades
sign encipherer encipherer -cades
sign server server -cades
sign critical critical -cades
sign points points -cades
sign oldhash oldhash -cades
cat issuer.pem deep.pem >deep-chain.pem
sign below below -cades -certfile deep-chain.pem
sign usurper usurper -cades -certfile p256.pem
sign within within -cades -certfile constrained.pem
sign under-lists under_lists -cades -certfile lists_only.pem
sign under-certificates under_certificates -cades -certfile certificates_only.pem
sign under-ed25519 under_ed25519 -cades -certfile edwards.pem
on "$signed" cms -sign -binary -in manifest -signer p256.pem -inkey p256.key -outform DER -out "$out/p256-alone.der" -cades
on "$signed" cms -sign -binary -in manifest -signer p256.pem -inkey p256.key -signer p384.pem -inkey p384.key \
  -certfile issuer.pem -outform DER -out "$out/two.der" -cades
on "$signed" cms -sign -binary -in manifest -signer p256.pem -inkey p256.key -signer revoked.pem -inkey revoked.key \
  -certfile issuer.pem -outform DER -out "$out/two-revoked.der" -cades
openssl cms -cmsout -in "$out/p256.der" -inform DER -outform PEM -out "$out/p256.pem"

# stamp FILE TIME DATA [SECTION] [SIGNER] [DIGEST]
stamp() {
  openssl ts -query -data "$3" "-${6:-sha256}" -cert -out query
  on "$2" ts -reply -queryfile query -config ca.cnf -section "${4:-stamp}" -signer "${5:-tsa}.pem" -inkey "${5:-tsa}.key" \
    -out "$out/$1.tsr"
}
# signature FILE: its last octets, which are the signature's value where nothing stands behind it.
signature() {
  local line
  line=$(openssl asn1parse -inform DER -in "$out/$1.der" | grep 'OCTET STRING' | tail -n 1)
  [[ $line =~ ^\ *([0-9]+):d=\ *[0-9]+\ +hl=([0-9]+)\ +l=\ *([0-9]+) ]]
  tail -c +$((BASH_REMATCH[1] + BASH_REMATCH[2] + 1)) "$out/$1.der" | head -c "${BASH_REMATCH[3]}" >"$1.signature"
}

stamp stamp "$stamped" manifest
stamp stamp-rsa "$stamped" manifest stamp tsa_rsa sha512
stamp stamp-ess-sha1 "$stamped" manifest stamp_sha1
stamp stamp-sha1 "$stamped" manifest stamp tsa sha1
stamp stamp-refused "$stamped" manifest stamp_few
openssl ts -reply -in "$out/stamp.tsr" -token_out -out "$out/stamp-token.der"
for name in p256 expired revoked; do
  signature "$name"
  stamp "on-$name" "$stamped" "$name.signature"
  openssl ts -reply -in "$out/on-$name.tsr" -token_out -out "$out/on-$name.der"
done
stamp on-revoked-late '2026-04-10 12:00:00' revoked.signature
openssl ts -reply -in "$out/on-revoked-late.tsr" -token_out -out "$out/on-revoked-late.der"
rm "$out"/on-*.tsr
# Tokens that `openssl ts` does not make: text of one, signed by somebody else, or without the certificate among what is signed.
# token FILE INFO NAME [OPTION…]
token() {
  on "$stamped" cms -sign -binary -in "$2" -signer "$3.pem" -inkey "$3.key" -outform DER -nodetach \
    -econtent_type 1.2.840.113549.1.9.16.1.4 -out "$out/$1.der" "${@:4}"
}
stamp unnamed "$stamped" manifest stamp_unnamed
openssl ts -reply -in "$out/unnamed.tsr" -token_out -out unnamed.der
rm "$out/unnamed.tsr"
openssl cms -verify -noverify -in unnamed.der -inform DER -out unnamed.info -binary
openssl cms -verify -noverify -in "$out/stamp-token.der" -inform DER -out named.info -binary
token stamp-tsa_lax unnamed.info tsa_lax -cades
token stamp-p256 unnamed.info p256 -cades
token stamp-unnamed unnamed.info tsa -cades
token stamp-noess unnamed.info tsa
token stamp-misnamed named.info tsa_rsa -cades

# list ISSUER FILE FROM UNTIL [OPTION…]
list() {
  openssl ca -config ca.cnf -name "at_$1" -gencrl -crl_lastupdate "$3" -crl_nextupdate "$4" -out "$2.crlpem" "${@:5}"
  openssl crl -in "$2.crlpem" -outform DER -out "$out/$2.crl"
}
list root root 20260301000000Z 20261231000000Z
list issuer issuer-march 20260301000000Z 20260331000000Z
list issuer issuer-one 20260301000000Z 20260331000000Z -crlexts scope_one
list issuer issuer-authorities 20260301000000Z 20260331000000Z -crlexts scope_authorities
list issuer issuer-some 20260301000000Z 20260331000000Z -crlexts scope_some
list issuer issuer-delta 20260301000000Z 20260331000000Z -crlexts delta
list certificates_only certificates_only 20260301000000Z 20260331000000Z
list other other 20260301000000Z 20260331000000Z
list stamps stamps 20260301000000Z 20261231000000Z
# By another key of the same name.
key false P-256
on "$signed" req -new -x509 -key false.key -subj '/C=KZ/O=Qazyq tests/CN=issuer' -out false.pem -config ca.cnf
list false issuer-false 20260301000000Z 20260331000000Z

# respond FILE TIME RESPONDER [OPTION…]: to what lies in `request`.
respond() {
  on "$2" ocsp -index issuer.index -CA issuer.pem -rsigner "$3.pem" -rkey "$3.key" -reqin request -ndays 7 \
    -respout "$out/$1.der" "${@:4}"
}
# answer FILE TIME CERTIFICATE RESPONDER [OPTION…]
answer() {
  openssl ocsp -issuer issuer.pem -cert "$3.pem" -no_nonce -reqout request
  respond "$1" "$2" "${@:4}"
}
answer ocsp-p256 "$stamped" p256 ocsp
answer ocsp-p256-key "$stamped" p256 ocsp -resp_key_id
answer ocsp-p256-issuer "$stamped" p256 issuer -resp_no_certs
answer ocsp-p256-checked "$stamped" p256 ocsp_checked
answer ocsp-p256-signer "$stamped" p256 rsa
answer ocsp-p256-other "$stamped" p256 ocsp_other
issue false ocsp_false P-256 ocsp
answer ocsp-p256-false "$stamped" p256 ocsp_false
answer ocsp-revoked-good "$stamped" revoked ocsp
# Named by another digest.
openssl ocsp -sha256 -issuer issuer.pem -cert p256.pem -no_nonce -reqout request
respond ocsp-p256-sha256 "$stamped" ocsp
# By a responder that does not know of it.
grep -v 'CN=p256$' issuer.index >forgetful.index
answer ocsp-p256-unknown "$stamped" p256 ocsp -index forgetful.index

cp issuer.index before.index
cp stamps.index stamps-before.index
on '2026-04-01 00:00:00' ca -config ca.cnf -name at_issuer -revoke revoked.pem -crl_reason keyCompromise
list issuer issuer-april 20260415000000Z 20260515000000Z
answer ocsp-revoked '2026-04-15 00:00:00' revoked ocsp
answer ocsp-p256-april '2026-04-15 00:00:00' p256 ocsp
# Told in April to have been wrong since February.
cp before.index issuer.index
on '2026-04-01 00:00:00' ca -config ca.cnf -name at_issuer -revoke revoked.pem -crl_compromise 20260201000000Z
list issuer issuer-compromised 20260415000000Z 20260515000000Z
# The issuer itself, revoked.
on '2026-04-01 00:00:00' ca -config ca.cnf -name at_root -revoke issuer.pem -crl_reason CACompromise
list root root-april 20260415000000Z 20261231000000Z
for reason in superseded keyCompromise; do
  cp stamps-before.index stamps.index
  on '2026-04-01 00:00:00' ca -config ca.cnf -name at_stamps -revoke tsa.pem -crl_reason $reason
  list stamps "stamps-${reason,,}" 20260415000000Z 20261231000000Z
done
openssl version >&3
du -bc "$out"/* | tail -n 1 >&3
