// The engine as a hook: nothing until it has been loaded. `load()` gives the same engine to every component.
import { load } from "creditcast";
import { useEffect, useState } from "react";

export function useCreditcast() {
  const [state, setState] = useState({});
  useEffect(() => {
    let isMounted = true;
    load().then(
      (creditcast) => isMounted && setState({ creditcast }),
      (error) => isMounted && setState({ error }),
    );
    return () => {
      isMounted = false;
    };
  }, []);
  return state;
}
