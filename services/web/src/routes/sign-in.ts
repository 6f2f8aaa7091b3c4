import { errors } from "@emojivoto/shared/errors/errors.ts";
import type { Request, Response } from "express";
import { z } from "zod";
import type { Auth } from "../auth/create-auth.ts";
import { webErrors } from "../errors.ts";

const credentials = z.object({ app_key: z.string().min(1).max(128), app_secret: z.string().min(1).max(256) });

/** `POST /auth` with an app's key and secret: `{access_token, token_type, expires_in}`; seconds. */
export function signIn(auth: Auth | undefined) {
  return async (request: Request, response: Response): Promise<void> => {
    if (auth === undefined) throw webErrors.authNotConfigured();
    const result = credentials.safeParse(request.body);
    if (!result.success) {
      const field = result.error.issues[0]?.path[0] ?? "app_key";
      throw errors.invalidArgument(String(field), "a text of 1 to 256 characters", "something else");
    }
    const app = await auth.checkCredentials(result.data.app_key, result.data.app_secret);
    if (app === undefined) throw webErrors.invalidCredentials();
    response.set("Cache-Control", "no-store").json({
      access_token: auth.issue(app.key, app.scopes, auth.lifetimeS),
      token_type: "Bearer",
      expires_in: auth.lifetimeS,
    });
  };
}
