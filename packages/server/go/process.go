package testserver

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// CommandVariable names the environment variable that holds the command of the stub.
const CommandVariable = "GITLAB_INTERNAL_API"

// startTimeout is long because a machine that compiles tests at the same time is slow.
const startTimeout = time.Minute

// Stub is a process of its own, for what one shared stub cannot show: its flags.
type Stub struct {
	// URL is where it listens; of a unix socket it is http+unix:// and the path, percent-encoded.
	URL string `json:"url"`
	// URLs are all the places where it listens.
	URLs []string `json:"urls"`
	// Socket is the path of its unix socket, where it has one.
	Socket string `json:"socket"`
	// GitLabVersion is the release that it serves.
	GitLabVersion string `json:"gitlabVersion"`

	stdin  io.Closer
	ended  chan struct{}
	stderr *tail
}

var shared struct {
	once sync.Once
	stub *Stub
	err  error
}

// sharedStub is the one of this test binary. Nobody stops it: it ends when the binary does, and its pipe with it.
func sharedStub(tb testing.TB) *Stub {
	tb.Helper()
	shared.once.Do(func() { shared.stub, shared.err = startStub("--port", "0") })
	if shared.err != nil {
		tb.Fatal(shared.err)
	}
	return shared.stub
}

// StartStub starts a stub with flags of its own, such as "--socket", path or "--gitlab-version", "15.0", and stops it
// when the test ends.
func StartStub(tb testing.TB, flags ...string) *Stub {
	tb.Helper()
	stub, err := startStub(flags...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(stub.stop)
	return stub
}

func (s *Stub) stop() {
	_ = s.stdin.Close()
	<-s.ended
}

func startStub(flags ...string) (*Stub, error) {
	words, err := command()
	if err != nil {
		return nil, err
	}
	words = append(words, "serve", "--ready", "json", "--exit-with-stdin", "--log-level", "error")
	words = append(words, flags...)
	process := exec.Command(words[0], words[1:]...)
	stub := &Stub{ended: make(chan struct{}), stderr: &tail{}}
	process.Stderr = stub.stderr
	if stub.stdin, err = process.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := process.Start(); err != nil {
		return nil, fmt.Errorf("the stub does not start: %w", err)
	}
	return stub, stub.await(process, stdout)
}

// await reads the line that the stub prints as soon as it answers.
func (s *Stub) await(process *exec.Cmd, stdout io.Reader) error {
	ready := make(chan error, 1)
	go func() {
		defer close(s.ended)
		lines := bufio.NewReader(stdout)
		line, err := lines.ReadBytes('\n')
		if err == nil {
			err = json.Unmarshal(line, s)
		}
		ready <- err
		_, _ = io.Copy(io.Discard, lines)
		_ = process.Wait()
	}()
	select {
	case err := <-ready:
		if err == nil {
			return nil
		}
		_ = process.Process.Kill()
		<-s.ended
		return fmt.Errorf("the stub ended before it answered (%s): %s", strings.Join(process.Args, " "), s.stderr)
	case <-time.After(startTimeout):
		_ = process.Process.Kill()
		return fmt.Errorf("the stub did not answer within %s (%s): %s", startTimeout, strings.Join(process.Args, " "), s.stderr)
	}
}

// command finds the stub.
func command() ([]string, error) {
	if given := strings.TrimSpace(os.Getenv(CommandVariable)); given != "" {
		if _, err := os.Stat(given); err == nil {
			return []string{given}, nil
		}
		return strings.Fields(given), nil
	}
	if path, err := exec.LookPath("gitlab-internal-api"); err == nil {
		return []string{path}, nil
	}
	if words := checkout(); words != nil {
		return words, nil
	}
	return nil, fmt.Errorf("no stub found: set $%s to its command, or put gitlab-internal-api on the PATH", CommandVariable)
}

// checkout is the command of the repository that this file lies in, where it does.
func checkout() []string {
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		return nil
	}
	root := filepath.Join(filepath.Dir(file), "..", "..", "..")
	words := []string{filepath.Join(root, "node_modules", ".bin", "node"), filepath.Join(root, "packages", "cli", "src", "main.js")}
	for _, path := range words {
		if _, err := os.Stat(path); err != nil {
			return nil
		}
	}
	return words
}

// tail keeps the end of what the stub says about itself.
type tail struct {
	mutex sync.Mutex
	text  []byte
}

const tailSize = 4096

func (t *tail) Write(part []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.text = append(t.text, part...)
	if surplus := len(t.text) - tailSize; surplus > 0 {
		t.text = append([]byte(nil), t.text[surplus:]...)
	}
	return len(part), nil
}

func (t *tail) String() string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return strings.TrimSpace(string(t.text))
}
