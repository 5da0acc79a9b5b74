package testserver

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func script(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a stub")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAStubThatDoesNotStartSaysWhy(t *testing.T) {
	t.Setenv(CommandVariable, script(t, "echo 'the port is taken' >&2; exit 3"))
	_, err := startStub("--port", "0")
	if err == nil || !strings.Contains(err.Error(), "the port is taken") {
		t.Fatalf("the error is %v", err)
	}
}

func TestTheCommandMayHaveWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "flags")
	program := filepath.Join(t.TempDir(), "program")
	if err := os.Symlink(script(t, `printf '%s ' "$@" > `+path), program); err != nil {
		t.Fatal(err)
	}
	t.Setenv(CommandVariable, program+" first")
	if _, err := startStub("--port", "0"); err == nil {
		t.Fatal("a script that ends at once is no stub")
	}
	flags, err := os.ReadFile(path)
	want := "first serve --ready json --exit-with-stdin --log-level error --port 0 "
	if err != nil || string(flags) != want {
		t.Fatalf("the flags are %q, %v", flags, err)
	}
}

func TestAStubOfItsOwnEndsWithItsTest(t *testing.T) {
	var stub *Stub
	t.Run("that starts it", func(t *testing.T) { stub = StartStub(t, "--port", "0", "--gitlab-version", "15.0") })
	if stub.GitLabVersion != "15.0" {
		t.Fatalf("it serves %s", stub.GitLabVersion)
	}
	if err := newControl(stub.URL).try("GET", "/liveness", nil, nil); err == nil {
		t.Fatal("it still answers")
	}
}
