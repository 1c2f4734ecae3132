using System.Net;
using System.Net.Http.Headers;

namespace Avatar.Tests.Api;

/// <summary>How images come in, and how files are given out.</summary>
public abstract class FileContract(ApiServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_video_is_given_out_in_ranges_and_not_again_when_it_is_known()
    {
        var job = await server.RenderAsync(ApiServer.Body("Range me."));
        var path = job.GetProperty("links").GetProperty("video").GetString();
        var whole = await server.Client.GetByteArrayAsync(path, Token);

        using var part = await SendAsync(HttpMethod.Get, path, headers => headers.Range = new RangeHeaderValue(4, 7));
        var tag = part.Headers.ETag!;
        using var same = await SendAsync(HttpMethod.Get, path, headers => (headers.Range, headers.IfRange) = (new RangeHeaderValue(4, 7), new RangeConditionHeaderValue(tag)));
        using var other = await SendAsync(HttpMethod.Get, path, headers => (headers.Range, headers.IfRange) = (new RangeHeaderValue(4, 7), new RangeConditionHeaderValue(new EntityTagHeaderValue("\"x\""))));
        using var known = await SendAsync(HttpMethod.Get, path, headers => headers.IfNoneMatch.Add(tag));
        using var beyond = await SendAsync(HttpMethod.Get, path, headers => headers.Range = new RangeHeaderValue(whole.Length, null));
        using var head = await SendAsync(HttpMethod.Head, path, _ => { });

        Assert.Equal("ftyp"u8.ToArray(), await part.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal((HttpStatusCode.OK, whole.Length), (head.StatusCode, (int)head.Content.Headers.ContentLength!));
    }

    [Theory]
    [InlineData("/api/v1/videos/none.mp4")]
    [InlineData("/api/v1/videos/..%2f..%2fapi-keys.json")]
    [InlineData("/api/v1/videos/%2e%2e%2f%2e%2e%2fjournal.db")]
    [InlineData("/api/v1/videos/..%5c..%5cjournal.db")]
    [InlineData("/api/v1/videos/%2fetc%2fpasswd")]
    [InlineData("/api/v1/images/..%2fvideos%2fa.mp4")]
    public async Task Nothing_outside_is_given_out(string path)
    {
        using var response = await server.Client.GetAsync(path, Token);

        await ApiServer.JsonAsync(response);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_uploaded_image_is_listed_given_out_and_rendered()
    {
        var picture = await File.ReadAllBytesAsync(Repository.File("assets", "images", "mei_neutral.jpg"), Token);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(picture), "file", "../me.jpg" } };

        using var response = await server.Client.PostAsync("/api/v1/images", form, Token);

        var image = await ApiServer.JsonAsync(response);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var id = image.GetProperty("id").GetString()!;
        Assert.Equal(picture, await server.Client.GetByteArrayAsync(response.Headers.Location, Token));
        Assert.Contains(id, (await server.GetAsync("/api/v1/images")).EnumerateArray().Select(listed => listed.GetProperty("id").GetString()));
        var body = ApiServer.Body("It is me.");
        body["referenceImage"] = id;
        Assert.Equal("succeeded", (await server.RenderAsync(body)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_uploaded_clip_moves_a_portrait()
    {
        var body = ApiServer.Body("Papa and mama, come home.");
        async Task<byte[]> VideoAsync() => await server.Client.GetByteArrayAsync((await server.RenderAsync(body)).GetProperty("links").GetProperty("video").GetString(), Token);
        var clip = await VideoAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(clip), "file", "../me.mp4" } };

        using var response = await server.Client.PostAsync("/api/v1/motions", form, Token);
        using var again = await server.Client.PostAsync("/api/v1/motions", new ByteArrayContent(clip) { Headers = { ContentType = new("video/mp4") } }, Token);

        var motion = await ApiServer.JsonAsync(response);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var id = motion.GetProperty("id").GetString()!;
        Assert.Equal(id, (await ApiServer.JsonAsync(again)).GetProperty("id").GetString());
        Assert.NotEmpty((await server.GetAsync(response.Headers.Location!.OriginalString)).GetProperty("values").GetBytesFromBase64());
        body["motion"] = id;
        Assert.NotEqual(clip, await VideoAsync());
    }

    [Theory]
    [InlineData("no video")]
    [InlineData("")]
    public async Task An_upload_that_is_no_clip_is_refused(string content)
    {
        var upload = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(content)) { Headers = { ContentType = new("video/mp4") } };

        using var response = await server.Client.PostAsync("/api/v1/motions", upload, Token);

        Assert.Equal("motion", (await ApiServer.JsonAsync(response)).GetProperty("field").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_motion_that_nobody_uploaded_is_refused()
    {
        var body = ApiServer.Body("Who moves me?");
        body["motion"] = "nobody.json";

        var (response, problem) = await server.PostAsync("/api/v1/generate", body);

        Assert.Equal("motion", problem.GetProperty("field").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("images", "x", "--x\r\nContent-Disposition: form-data; name=file; filename=a.jpg\r\n\r\ncut off")]
    [InlineData("batches", "x", "--x\r\nContent-Disposition: form-data; name=file; filename=a.csv\r\n\r\ntext\r\nHi.")]
    [InlineData("images", "x", "--x\r\nNo header\r\n\r\n--x--\r\n")]
    [InlineData("images", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "--x")]
    public async Task A_malformed_form_is_refused(string path, string boundary, string body)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");

        using var response = await server.Client.PostAsync($"/api/v1/{path}", content, Token);

        await ApiServer.JsonAsync(response);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string? path, Action<HttpRequestHeaders> change)
    {
        using var request = new HttpRequestMessage(method, path);
        change(request.Headers);
        return await server.Client.SendAsync(request, Token);
    }
}
