// The element as a component: `onAnswer` is told of each answer. Works from React 18 on, and on a server, where
// importing the element does nothing.
import "creditcast/element";
import { useEffect, useRef } from "react";

export function Calculator({ scenario, onAnswer, ...attributes }) {
  const calculator = useRef(null);

  useEffect(() => {
    const element = calculator.current;
    const tell = ({ detail }) => onAnswer?.(detail);
    element.addEventListener("change", tell);
    return () => element.removeEventListener("change", tell);
  }, [onAnswer]);

  useEffect(() => {
    // What it begins with, or is to ask now; what the visitor changes comes by `onAnswer`.
    if (scenario) calculator.current.scenario = scenario;
  }, [scenario]);

  return <creditcast-calculator ref={calculator} {...attributes} />;
}
