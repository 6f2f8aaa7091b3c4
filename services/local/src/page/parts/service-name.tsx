import { serviceHue } from "../model/service-hue.ts";

/** A service's name behind its hue. */
export function ServiceName({ name }: { name: string }) {
  return (
    <span class="service-name">
      <i class="swatch" style={{ "--hue": serviceHue(name) }} />
      {name}
    </span>
  );
}
