using Chorus.App.Features.Admission;
using Chorus.App.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Chorus.App.Members;

/// <summary>
/// Reads the forms of the desk's pages (an address and a password are the longest) before anything else looks for them:
/// ASP.NET Core would take thirty megabytes, and write parts of a multipart body to a file.
/// </summary>
internal sealed class DeskForms(PostedForm posted, Gates gates)
{
    private const int MostBytes = 16 << 10;

    public async Task ReadAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsPost(context.Request.Method) && !context.Request.Path.StartsWithSegments(MemberSignIn.DeskPath + "/api", StringComparison.OrdinalIgnoreCase))
        {
            var read = await posted.ReadAsync(context, gates.DeskForms, MostBytes);
            if (read.Fields is null)
            {
                await RefusalOf(read.Fault).ExecuteAsync(context);
                return;
            }
            context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(read.Fields)));
        }
        await next(context);
    }

    private static IResult RefusalOf(FormFault fault) => fault switch
    {
        FormFault.Busy => Problems.Refuse(StatusCodes.Status429TooManyRequests, "busy", "Many people are sending now. Try again in half a minute."),
        FormFault.TooLarge => Problems.Refuse(StatusCodes.Status413PayloadTooLarge, "too-large", $"This is too large: a form of the desk has at most {MostBytes} bytes."),
        FormFault.TooSlow => Problems.Refuse(StatusCodes.Status408RequestTimeout, "too-slow", "It came too slowly: send the same again, best on a better connection."),
        _ => Problems.Malformed("The form did not arrive whole, or is not URL-encoded. Go back and send it again."),
    };
}
