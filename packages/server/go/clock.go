package testserver

import (
	"net/http"
	"time"
)

// Clock is the time of a world. Tokens, keys, subscriptions and counters expire by it and by no other; a client's tokens
// are those of the machine's time, so a world that is far behind it or ahead of it refuses them.
type Clock struct{ world *World }

// Clock is the clock of the world.
func (w *World) Clock() Clock { return Clock{w} }

// Now is what time it is in the world.
func (c Clock) Now() time.Time {
	c.world.tb.Helper()
	return c.ask(http.MethodGet, "", nil)
}

// Freeze stops it.
func (c Clock) Freeze() time.Time {
	c.world.tb.Helper()
	return c.ask(http.MethodPatch, "", Content{"frozen": true})
}

// FreezeAt stops it at an instant.
func (c Clock) FreezeAt(instant time.Time) time.Time {
	c.world.tb.Helper()
	return c.ask(http.MethodPatch, "", Content{"frozen": true, "now": instant.UTC().Format(time.RFC3339Nano)})
}

// Set puts it to an instant; one that is frozen stays so.
func (c Clock) Set(instant time.Time) time.Time {
	c.world.tb.Helper()
	return c.ask(http.MethodPatch, "", Content{"now": instant.UTC().Format(time.RFC3339Nano)})
}

// Advance puts it forward.
func (c Clock) Advance(by time.Duration) time.Time {
	c.world.tb.Helper()
	return c.ask(http.MethodPost, "/advance", Content{"seconds": by.Seconds()})
}

// Reset lets it go on with the time of the machine.
func (c Clock) Reset() time.Time {
	c.world.tb.Helper()
	return c.ask(http.MethodPatch, "", Content{"frozen": false, "offset_seconds": 0})
}

func (c Clock) ask(method, rest string, given any) time.Time {
	c.world.tb.Helper()
	answer := struct{ Now time.Time }{}
	c.world.control.ask(c.world.tb, method, c.world.path("/clock"+rest), given, &answer)
	return answer.Now
}
