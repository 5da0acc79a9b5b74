package testserver

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
)

// expectations are what a test expects of the hooks of a push.
type expectations struct{ options TestServerOptions }

// refuses answers a request that is not the expected one, as Gitaly's own test server does, and says whether it did.
func (e *expectations) refuses(w http.ResponseWriter, r *http.Request, target string) bool {
	if e == nil {
		return false
	}
	path, _, _ := strings.Cut(target, "?")
	check, ok := map[string]func(parameters) string{
		"/api/v4/internal/allowed":      e.allowed,
		"/api/v4/internal/pre_receive":  e.preReceive,
		"/api/v4/internal/post_receive": e.postReceive,
	}[path]
	if !ok {
		return false
	}
	parameters, err := parametersOf(r)
	if err != nil {
		return false // The stub says what is wrong with it.
	}
	problem := check(parameters)
	if problem == "" && path == "/api/v4/internal/allowed" && !e.sameObjects(parameters) {
		writeJSON(w, http.StatusOK, Content{"status": false})
		return true
	}
	if problem != "" {
		http.Error(w, problem, http.StatusUnauthorized)
	}
	return problem != ""
}

func (e *expectations) allowed(given parameters) string {
	return firstProblem(e.samePush(given, "protocol", e.options.Protocol), e.who(given))
}

func (e *expectations) preReceive(given parameters) string {
	return given.differs("gl_repository", e.options.GLRepository)
}

func (e *expectations) postReceive(given parameters) string {
	return firstProblem(e.samePush(given, "identifier", e.options.GLID), e.pushOptions(given))
}

// samePush compares what each hook with changes tells of its push, and one parameter that only this hook has.
func (e *expectations) samePush(given parameters, own, expected string) string {
	return firstProblem(
		given.differs("gl_repository", e.options.GLRepository),
		given.differs(own, expected),
		given.differs("changes", e.options.Changes),
	)
}

// who compares the parameter that the kind of the GLID goes into.
func (e *expectations) who(given parameters) string {
	kind, id, _ := strings.Cut(e.options.GLID, "-")
	parameter := map[string]string{"key": "key_id", "user": "user_id", "username": "username"}[kind]
	if parameter == "" {
		return ""
	}
	return given.differs(parameter, id)
}

func (e *expectations) pushOptions(given parameters) string {
	if fmt.Sprint(given.list("push_options")) == fmt.Sprint(append([]string{}, e.options.GitPushOptions...)) {
		return ""
	}
	return fmt.Sprintf("push_options is %q, expected %q", given.list("push_options"), e.options.GitPushOptions)
}

// sameObjects looks where the objects of the push lie, which Gitaly says relative to the repository.
func (e *expectations) sameObjects(given parameters) bool {
	var env struct {
		Directory  string   `json:"GIT_OBJECT_DIRECTORY_RELATIVE"`
		Alternates []string `json:"GIT_ALTERNATE_OBJECT_DIRECTORIES_RELATIVE"`
	}
	_ = json.Unmarshal([]byte(given.text("env")), &env)
	o := e.options
	if o.GitObjectDir != "" && env.Directory != fromRepository(o.RepoPath, o.GitObjectDir) {
		return false
	}
	if len(o.GitAlternateObjectDirs) == 0 {
		return true
	}
	expected := []string{}
	for _, path := range o.GitAlternateObjectDirs {
		expected = append(expected, fromRepository(o.RepoPath, path))
	}
	return fmt.Sprint(expected) == fmt.Sprint(env.Alternates)
}

func fromRepository(repository, path string) string {
	relative, err := filepath.Rel(repository, path)
	if err != nil {
		return path
	}
	return relative
}

func firstProblem(problems ...string) string {
	for _, problem := range problems {
		if problem != "" {
			return problem
		}
	}
	return ""
}

// parameters are those of a body, JSON or form.
type parameters map[string]any

func parametersOf(r *http.Request) (parameters, error) {
	body, err := bodyOf(r)
	if err != nil {
		return nil, err
	}
	given := parameters{}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/x-www-form-urlencoded" {
		return given, json.Unmarshal(body, &given)
	}
	form, err := url.ParseQuery(string(body))
	for name, values := range form {
		if strings.HasSuffix(name, "[]") {
			given[strings.TrimSuffix(name, "[]")] = values
		} else {
			given[name] = values[len(values)-1]
		}
	}
	return given, err
}

func (p parameters) text(name string) string {
	switch value := p[name].(type) {
	case nil:
		return ""
	case string:
		return value
	default:
		return fmt.Sprint(value)
	}
}

func (p parameters) list(name string) []string {
	texts := []string{}
	switch values := p[name].(type) {
	case []string:
		return values
	case []any:
		for _, value := range values {
			texts = append(texts, fmt.Sprint(value))
		}
	}
	return texts
}

// differs tells a parameter that is not what is expected; whatever it is where nothing is.
func (p parameters) differs(name, expected string) string {
	if expected == "" || p.text(name) == expected {
		return ""
	}
	return fmt.Sprintf("%s is %q, expected %q", name, p.text(name), expected)
}
