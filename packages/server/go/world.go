package testserver

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// World is a GitLab of a test's own. Its methods fail the test when they cannot do what they are asked for.
type World struct {
	// Name is what the stub calls it.
	Name string
	// URL is a base URL that is always answered in this world.
	URL string
	// Secret is the one that it shares with GitLab Shell and Gitaly.
	Secret string

	tb      testing.TB
	control *control
}

// Content is a world as a world file describes it, such as Content{"users": []Content{{"id": 1, "username": "root"}}}.
type Content map[string]any

// Source says what a new world is made from; one of its fields is set. Without any the world is empty.
type Source struct {
	// File is the name of a world that ships with the stub: default, geo-secondary or access-matrix.
	File string
	// Content describes the world.
	Content Content
	// Copy is the name of another world.
	Copy string
}

// WorldOf is the world of this test: the default one of the stub when it is first asked for. The servers that the test
// starts are answered in it, and it is deleted when the test ends. A subtest has another one.
func WorldOf(tb testing.TB) *World {
	tb.Helper()
	if world, ok := worlds.Load(tb); ok {
		return world.(*World)
	}
	world := NewWorld(tb, Source{File: "default"})
	worlds.Store(tb, world)
	tb.Cleanup(func() { worlds.Delete(tb) })
	return world
}

var worlds sync.Map

// NewWorld makes another world, which is deleted when the test ends.
func NewWorld(tb testing.TB, from Source) *World {
	tb.Helper()
	stub := sharedStub(tb)
	world := &World{tb: tb, control: newControl(stub.URL)}
	made := struct{ Name, URL string }{}
	world.control.ask(tb, http.MethodPost, "/worlds", Content{"name": newName(tb), "from": from.json()}, &made)
	world.Name, world.URL = made.Name, made.URL
	tb.Cleanup(func() {
		if err := world.control.try(http.MethodDelete, world.path(""), nil, nil); err != nil {
			tb.Logf("the world %s is not deleted: %v", world.Name, err)
		}
	})
	world.learn(world.Get())
	return world
}

func (s Source) json() Content {
	switch {
	case s.File != "":
		return Content{"file": s.File}
	case s.Copy != "":
		return Content{"copy": s.Copy}
	case s.Content != nil:
		return Content{"world": s.Content}
	}
	return Content{"world": Content{}}
}

var (
	numberOfWorlds atomic.Int64
	notInNames     = regexp.MustCompile(`[^A-Za-z0-9._-]+`)
)

// newName tells who the world belongs to, for those who list them.
func newName(tb testing.TB) string {
	name := strings.TrimLeft(notInNames.ReplaceAllString(tb.Name(), "-"), "._-")
	if len(name) > 60 {
		name = name[:60]
	}
	return fmt.Sprintf("%s-%d-%d", orElse(name, "test"), os.Getpid(), numberOfWorlds.Add(1))
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// Get is what is in the world now.
func (w *World) Get() Content {
	w.tb.Helper()
	var content Content
	w.control.ask(w.tb, http.MethodGet, w.path(""), nil, &content)
	return content
}

// Patch changes the world by a JSON Merge Patch (RFC 7396), and returns what is in it then. A list replaces a list.
func (w *World) Patch(patch Content) Content {
	w.tb.Helper()
	var content Content
	w.control.ask(w.tb, http.MethodPatch, w.path(""), patch, &content)
	w.learn(content)
	return content
}

// SetSecret lets the world share another secret with GitLab Shell and Gitaly.
func (w *World) SetSecret(secret string) {
	w.tb.Helper()
	w.Patch(Content{"secrets": Content{"shell": secret}})
}

// Add puts members into a list of the world, such as "users"; one that is there already by its id stays.
func (w *World) Add(list string, members ...Content) {
	w.tb.Helper()
	present, _ := w.Get()[list].([]any)
	known := map[string]bool{}
	for _, member := range present {
		if content, ok := member.(map[string]any); ok {
			known[idOf(content)] = true
		}
	}
	for _, member := range members {
		if !known[idOf(member)] {
			present = append(present, member)
		}
	}
	w.Patch(Content{list: present})
}

func idOf(member map[string]any) string {
	switch id := member["id"].(type) {
	case float64:
		return strconv.FormatFloat(id, 'f', -1, 64)
	default:
		return fmt.Sprint(id)
	}
}

func (w *World) learn(content Content) {
	if secrets, ok := content["secrets"].(map[string]any); ok {
		w.Secret, _ = secrets["shell"].(string)
	}
}

func (w *World) path(rest string) string {
	return "/worlds/" + w.Name + rest
}
