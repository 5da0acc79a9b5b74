package testserver

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

var own struct {
	sync.Mutex
	certPath, keyPath string
	certificate, key  []byte
}

// UseCertificate lets StartHTTPSServer present this certificate in all tests of the binary, such as the one that the
// tests name as their CA file already.
func UseCertificate(certPath, keyPath string) {
	own.Lock()
	defer own.Unlock()
	own.certPath, own.keyPath = certPath, keyPath
}

// Certificate is what StartHTTPSServer presents: what UseCertificate was given, else one for localhost, 127.0.0.1 and ::1
// that was made for this test binary and signed itself. A client trusts it by taking its file as the CA file.
func Certificate(tb testing.TB) (certPath, keyPath string) {
	tb.Helper()
	own.Lock()
	defer own.Unlock()
	if own.certPath != "" {
		return own.certPath, own.keyPath
	}
	if own.certificate == nil {
		if err := makeCertificate(); err != nil {
			tb.Fatal(err)
		}
	}
	folder := tb.TempDir()
	certPath, keyPath = filepath.Join(folder, "server.crt"), filepath.Join(folder, "server.key")
	write(tb, certPath, own.certificate, 0o644)
	write(tb, keyPath, own.key, 0o600)
	return certPath, keyPath
}

func makeCertificate() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "localhost"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
		DNSNames:              []string{"localhost"},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	own.certificate = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})
	own.key = pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})
	return nil
}

func write(tb testing.TB, path string, content []byte, mode os.FileMode) {
	tb.Helper()
	if err := os.WriteFile(path, content, mode); err != nil {
		tb.Fatal(err)
	}
}
