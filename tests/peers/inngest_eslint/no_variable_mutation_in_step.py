"""A step changes a variable that is read afterwards."""

import inngest

client = inngest.Inngest(app_id="shop")


@client.create_function(fn_id="notify", trigger=inngest.TriggerEvent(event="order"))
async def notify(ctx: inngest.Context) -> None:
    paid = False

    async def charge() -> None:
        nonlocal paid
        paid = True  # expect: lost-write error

    await ctx.step.run("charge", charge)
    if paid:
        await ctx.step.run("ship", lambda: 1)
