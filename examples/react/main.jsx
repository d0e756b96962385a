// Run with `npx vite` after `npm install`.
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Calculator } from "./Calculator.jsx";
import { Estimate } from "./Estimate.jsx";

function App() {
  const [planned, setPlanned] = useState();
  return (
    <main>
      <h1>Estimates</h1>
      <Estimate />
      <Calculator card="lusha-help-centre" plan="premium" onAnswer={setPlanned} />
      <p id="planned">{planned?.report?.answer}</p>
    </main>
  );
}

createRoot(document.querySelector("#root")).render(<App />);
