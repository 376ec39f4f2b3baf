#!/usr/bin/env bash
# Makes the files of this folder anew, by the `openssl` command alone: who may sign, who may stamp, and what they made of the
# manifest of ../good.qazyq.
#
#   conformance/bundles/certificates/make.sh
#
# The committed ones were made by OpenSSL 3. Needs `unzip`, and `faketime` (Debian's package of that name), since timestamps have
# the time of the clock. Keys are made anew each time and thrown away, so every file changes: make the vectors anew behind it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -p ../good.qazyq manifest >"$work/manifest"
cd "$work"

# on TIME COMMAND…: as if it were that time, UTC.
on() { TZ=UTC faketime -f "$1" openssl "${@:2}" 2>>log; }

cat >ca.cnf <<'CNF'
[rules]
countryName = optional
organizationName = optional
commonName = supplied
[req]
distinguished_name = names
prompt = no
[names]
CN = unnamed
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = CA:false
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[stamp]
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
signer_digest = sha256
serial = stamp.serial
CNF
for name in signers timestampers; do
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
default_crl_days = 365
CNF
  touch $name.index
  echo 1000 >$name.serial
  echo 01 >$name.number
done
echo 0a01 >stamp.serial

# certificate ISSUER NAME EXTENSIONS [OPTION…]
certificate() {
  openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:named_curve -out "$2.key"
  openssl req -new -key "$2.key" -subj "/O=Qazyq vectors/CN=$2" -out "$2.csr" -config ca.cnf
  openssl ca -batch -config ca.cnf -name "at_$1" -in "$2.csr" -out "$2.pem" -notext -extensions "$3" \
    -startdate 20240101000000Z -enddate 20400101000000Z "${@:4}" 2>>log
}
certificate signers signers root -selfsign -keyfile signers.key
certificate timestampers timestampers root -selfsign -keyfile timestampers.key
certificate signers signer signer
certificate signers revoked signer
certificate timestampers stamper tsa

on '2026-03-01 12:00:00' ca -config ca.cnf -name at_signers -revoke revoked.pem -crl_reason keyCompromise
for name in signers timestampers; do
  on '2026-09-01 12:00:00' ca -config ca.cnf -name at_$name -gencrl -out $name.crl.pem
  openssl crl -in $name.crl.pem -outform DER -out "$out/$name.crl"
  cp $name.pem "$out"
done
for name in signer revoked; do
  on '2026-09-02 12:00:00' cms -sign -binary -in manifest -signer $name.pem -inkey $name.key -outform DER -cades -nosmimecap \
    -out "$out/$name.p7s"
done
openssl ts -query -data manifest -sha256 -cert -no_nonce -out query 2>>log
on '2026-09-02 12:00:00' ts -reply -queryfile query -config ca.cnf -section stamp -signer stamper.pem -inkey stamper.key \
  -out "$out/stamper.tsr"
